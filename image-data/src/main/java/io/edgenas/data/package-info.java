/**
 * This package says what a data set is: its parts, labels and images, its report with warnings, and
 * what is told while one opens.
 *
 * <p>Everything is a function of files and seeds. Images are 8-bit {@code [height, width,
 * channels]}. Depends on images and the domain; never sees a tensor library.
 */
package io.edgenas.data;
