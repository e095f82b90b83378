/**
 * This package checks a finished file against its budget: it times the very file, here or in a
 * child process, in blocks between runs of a reference network, until the verdict is certain or the
 * time is up.
 *
 * <p>Latencies are medians of the wall time of one run, in microseconds ({@code Us}) inside and in
 * milliseconds ({@code Ms}) for people.
 */
package io.edgenas.profiler.verify;
