/**
 * The machine that measures: what it is, and the lock by which no two measuring runs overlap on it.
 *
 * <p>Reads {@code /proc} and {@code /sys} only; what cannot be found out is {@code unknown}, never
 * an exception.
 */
package io.edgenas.profiler.host;
