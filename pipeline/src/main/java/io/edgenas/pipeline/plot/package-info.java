/**
 * Pictures of results, as PNG. Depends on XChart and needs no display; prints nothing.
 *
 * <p>Latencies are milliseconds, accuracies fractions from 0 to 1 (shown as percent).
 */
package io.edgenas.pipeline.plot;
