/**
 * What the larger commands do, step by step, without the command line: searching for a budget,
 * extracting a file that keeps it, the demo. Told how far they are by listeners; prints nothing.
 *
 * <p>Latencies are milliseconds, accuracies fractions from 0 to 1.
 */
package io.edgenas.cli.job;
