/**
 * The {@code edgenas} command: one class per sub-command, each a thin shell around the modules that
 * do the work. The only place that sees them all; adapters between their ports live in {@code
 * io.edgenas.cli.adapter}.
 *
 * <p>Results go to standard output, progress and notes to standard error. Latencies are
 * milliseconds, accuracies fractions in JSON and files and percent for people.
 */
package io.edgenas.cli;
