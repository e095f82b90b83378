/**
 * This package holds the commands of measuring: {@code profile}, {@code verify} and {@code
 * latency}, as they stand in the device jar and, as sub-commands, in {@code edgenas}.
 *
 * <p>Depends on picocli, {@code io.edgenas.console} and the rest of the profiler. Nothing else in
 * this module prints.
 */
package io.edgenas.profiler.command;
