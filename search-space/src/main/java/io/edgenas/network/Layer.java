package io.edgenas.network;

import io.edgenas.operation.Operation;

/**
 * One place in a network.
 *
 * @param name stable, the same in every subnet of a space that has this place, for example {@code
 *     stage2.block1}; the key of its weights, and nothing else is read from it
 * @param site where it stands and what was chosen there
 */
public record Layer(String name, Site site, Operation operation) {
  /** A layer on its own, outside any network. */
  public static Layer alone(String name, Operation operation) {
    return new Layer(name, Site.BODY, operation);
  }
}
