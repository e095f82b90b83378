/**
 * The domain: what may be chosen ({@link io.edgenas.space.SearchSpace}), what a project asks for
 * ({@link io.edgenas.space.Task}) and one choice ({@link io.edgenas.space.ArchSpec}).
 *
 * <p>Resolutions are the side of a square image in pixels, widths are numbers of channels.
 * Everything is an immutable value. Depends on the JDK, {@code io.edgenas.base.input} and {@code
 * io.edgenas.base.output}.
 */
package io.edgenas.space;
