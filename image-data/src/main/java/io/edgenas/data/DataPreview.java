package io.edgenas.data;

/**
 * What the headers of a data set's images tell; a few may turn out to be unreadable.
 *
 * @param nativeSize median of the images' shorter sides in pixels
 * @param train number of training images
 * @param validation number of validation images
 */
public record DataPreview(int nativeSize, int train, int validation) {}
