/**
 * Timing anything that runs again and again: samples and their order statistics, bursts that stop
 * when precise, rounds in which several subjects take turns, a sentinel that tells when the machine
 * itself has changed.
 *
 * <p>Knows neither ONNX nor profiles. Time comes from a clock in nanoseconds that is a parameter;
 * results are in microseconds per run.
 */
package io.edgenas.profiler.measure;
