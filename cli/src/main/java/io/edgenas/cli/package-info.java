/**
 * This package is the {@code edgenas} command: one class per sub-command, each a thin shell around
 * {@code io.edgenas.pipeline} and the modules.
 *
 * <p>Results go to standard output, progress and notes to standard error. Latencies are
 * milliseconds, accuracies fractions in JSON and files and percent for people.
 */
package io.edgenas.cli;
