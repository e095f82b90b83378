/**
 * This package says what a latency model answers: the predicted latency of a subnet, its bound, and
 * how far predictions are off on networks that were not used to fit it. {@link
 * io.edgenas.latency.LatencyModel} is the port; {@code .calibrate} and {@code .foreign} hold the
 * models.
 *
 * <p>Milliseconds in what is handed out ({@code Ms}), errors are fractions. Depends on the domain
 * alone; it measures nothing.
 */
package io.edgenas.latency;
