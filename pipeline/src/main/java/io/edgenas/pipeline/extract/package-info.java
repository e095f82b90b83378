/**
 * This package finds the best subnet for a budget, exports it and times the very file, again with a
 * lower budget where it missed.
 *
 * <p>Latencies are milliseconds, accuracies fractions from 0 to 1. Prints nothing.
 */
package io.edgenas.pipeline.extract;
