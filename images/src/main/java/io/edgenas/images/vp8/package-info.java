/**
 * Still pictures of VP8, the codec of lossy WebP files, to RGB: key frames of RFC 6386, colour
 * differences interpolated and converted as libwebp does, so that samples equal libwebp's. Written
 * here because the ImageIO plug-in's loop filter and colour differences are off by levels of 255
 * that networks see.
 *
 * <p>The way: {@link io.edgenas.images.vp8.Vp8Decoder} reads the frame header, and for each
 * macroblock (16x16 pixels) its prediction modes and coefficients, and reconstructs it in {@code
 * Planes}; then the loop filter runs over the whole frame, then {@code Rgb} converts rows.
 *
 * <p>Depends on the JDK alone. Everything is bounded by the size of the frame, which is bounded by
 * the caller and by the bytes that a frame of that size needs at least.
 */
package io.edgenas.images.vp8;
