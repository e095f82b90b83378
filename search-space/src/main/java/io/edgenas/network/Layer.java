package io.edgenas.network;

/**
 * One place in a network.
 *
 * @param name stable, the same in every subnet of a space that has this place: {@code stem}, {@code
 *     first}, {@code stage2.block1} (both counted from 1), {@code head.expand}, {@code head.pool},
 *     {@code head.mix}, {@code head.classifier}
 */
public record Layer(String name, Operation operation) {}
