/**
 * This package reads image files: which format a file has, what its header says, and its pixels,
 * turned upright. {@link io.edgenas.images.format.ImageDecoder} is the way in.
 *
 * <p>Files from others are hostile: sizes are checked before anything is allocated, and a damaged
 * file is an error that names it, never a grey picture. Depends on the pixel packages, {@code
 * io.edgenas.images.vp8} and the ImageIO plug-ins; needs no display.
 */
package io.edgenas.images.format;
