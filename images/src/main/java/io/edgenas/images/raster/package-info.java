/**
 * This package turns what a decoder gives into 8-bit RGB pixels that stand upright. It knows no
 * file format.
 */
package io.edgenas.images.raster;
