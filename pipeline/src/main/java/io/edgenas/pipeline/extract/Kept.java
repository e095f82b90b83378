package io.edgenas.pipeline.extract;

/**
 * A limit that a subnet keeps.
 *
 * @param name of what is limited, for example {@code parameters}
 * @param unit of both numbers; empty for plain numbers
 * @param value that of the subnet
 * @param most that is allowed
 */
public record Kept(String name, String unit, double value, double most) {
  /** The same limit with another value. */
  Kept withValue(double other) {
    return new Kept(name, unit, other, most);
  }
}
