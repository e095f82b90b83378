/**
 * This package says what may be chosen ({@link io.edgenas.space.SearchSpace}), one thing that is
 * chosen ({@link io.edgenas.space.Decision}), and what a project asks for ({@link
 * io.edgenas.space.Task}). Whatever samples, varies or encodes architectures asks decisions and
 * knows no family of spaces.
 *
 * <p>Resolutions are the side of a square image in pixels, widths are numbers of channels.
 * Everything is an immutable value. Depends on {@code io.edgenas.network}, {@code
 * io.edgenas.operation} and {@code io.edgenas.base}.
 */
package io.edgenas.space;
