/**
 * This package holds the ways in which batch norm acts: with a batch's own statistics (training),
 * with given ones (evaluation), or recording them (recalibration). Statistics belong to one subnet
 * at one resolution.
 */
package io.edgenas.supernet.norm;
