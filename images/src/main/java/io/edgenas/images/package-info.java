/**
 * This package takes an image's pixels to the numbers that a network sees: cropping or padding,
 * resizing, normalising. Training, evaluation, samples and the metadata of exported files all use
 * this one path, which {@link io.edgenas.images.InputContract} describes.
 *
 * <p>Sizes are in pixels, 8-bit samples are 0 to 255, colour order is RGB, memory order is HWC (row
 * by row, channels interleaved). Everything here is a pure function of its arguments: same bytes
 * in, same bits out, on any machine and any number of threads.
 *
 * <p>Depends on {@code io.edgenas.base}; reading files is {@code io.edgenas.images.format}'s.
 */
package io.edgenas.images;
