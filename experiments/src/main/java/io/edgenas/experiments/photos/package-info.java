/** Folders of image files, made from the bundled images, for figures about own images. */
package io.edgenas.experiments.photos;
