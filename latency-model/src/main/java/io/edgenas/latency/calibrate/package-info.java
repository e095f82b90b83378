/**
 * This package makes latency models of device profiles: the sum of a table's operations, or of each
 * layer's work where a profile holds whole networks only, corrected by effects that are fitted on
 * the calibration networks and judged on the validation networks. {@link
 * io.edgenas.latency.calibrate.LatencyModels} is the way in.
 *
 * <p>Microseconds inside ({@code Us}), milliseconds in what is handed out ({@code Ms}).
 */
package io.edgenas.latency.calibrate;
