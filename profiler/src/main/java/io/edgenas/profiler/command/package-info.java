/**
 * The commands of measuring: {@code profile}, {@code verify} and {@code latency}, as they stand in
 * the device jar and, as sub-commands, in {@code edgenas}; and what all commands share: options for
 * output, exit codes, how a failure is shown.
 *
 * <p>Depends on picocli and the rest of the profiler. Nothing else in this module prints.
 */
package io.edgenas.profiler.command;
