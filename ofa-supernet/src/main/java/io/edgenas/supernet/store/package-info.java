/**
 * The supernet folder on disk: description, weights, recalibration images, evaluated subnets, log.
 *
 * <p>Files from others are hostile: every reader here bounds what it allocates and refuses what it
 * cannot vouch for with a {@link io.edgenas.base.input.BadInputException} naming file and reason.
 * Whole files are written atomically; the two that grow (samples, log) are appended row by row and
 * forced. Depends on search-space, images and {@code io.edgenas.data}; never sees a tensor library.
 */
package io.edgenas.supernet.store;
