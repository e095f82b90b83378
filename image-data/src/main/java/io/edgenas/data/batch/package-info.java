/**
 * This package makes batches: the order of an epoch, augmentation, balance between classes, and
 * normalised pixels.
 *
 * <p>Batches are float32 in {@code [batch, height, width, channels]} memory (channels last),
 * normalised as the {@link io.edgenas.images.InputContract} says. The same arguments give the same
 * batch on any number of threads, at any time, in any process.
 */
package io.edgenas.data.batch;
