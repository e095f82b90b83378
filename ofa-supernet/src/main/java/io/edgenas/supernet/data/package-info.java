/**
 * Data sets and batches: what training and evaluation see, decoded, split, ordered, augmented and
 * normalised.
 *
 * <p>Everything here is a function of files and seeds: the same arguments give the same batch on
 * any number of threads, at any time, in any process. Images are 8-bit, {@code [height, width,
 * channels]}; batches are float32 in {@code [batch, height, width, channels]} memory (channels
 * last), normalised as the {@link io.edgenas.images.InputContract} says. Depends on search-space
 * and images; never sees a tensor library.
 */
package io.edgenas.supernet.data;
