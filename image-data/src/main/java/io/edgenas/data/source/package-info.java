/**
 * This package opens data sets by name: the bundled images, IDX and CIFAR files, folders of images.
 * {@link io.edgenas.data.source.DataSource} is the way in.
 */
package io.edgenas.data.source;
