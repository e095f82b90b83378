/**
 * Predicting the latency of a subnet from a device profile, and knowing how far the prediction can
 * be trusted.
 *
 * <p>A table of operation latencies (interpolated where that is safe), calibrated on measured
 * subnets, judged on others. Microseconds inside ({@code Us}), milliseconds in what is handed out
 * ({@code Ms}); errors are fractions. Depends on the profile format and the domain; it measures
 * nothing.
 */
package io.edgenas.latency;
