/**
 * Measuring on the device: which operations a space has, a plan that fits the minutes given, the
 * run that fills a device profile, and the check of a finished file against its budget.
 *
 * <p>Latencies are medians of the wall time of one run, in microseconds ({@code Us}) inside and in
 * milliseconds ({@code Ms}) for people. Depends on the exporter and the latency model; does not
 * print.
 */
package io.edgenas.profiler;
