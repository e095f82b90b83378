/**
 * From an image file to the numbers a network sees: decoding, orientation, resizing, normalising.
 * Training, evaluation, samples and the metadata of exported files all use this one path, described
 * by {@link io.edgenas.images.InputContract}.
 *
 * <p>Sizes are in pixels, 8-bit samples are 0 to 255, colour order is RGB, memory order of an image
 * is HWC (row by row, channels interleaved). Everything here is a pure function of its arguments:
 * same bytes in, same bits out, on any machine and any number of threads.
 *
 * <p>May depend on search-space (input errors, JSON) and the ImageIO plug-ins; needs no display.
 */
package io.edgenas.images;
