/**
 * This package is the family of inverted bottlenecks (MobileNetV3, once-for-all): its decisions,
 * its text form, its YAML file and its lowering.
 *
 * <p>Depends on {@code io.edgenas.space} and {@code io.edgenas.space.file}.
 */
package io.edgenas.space.mbconv;
