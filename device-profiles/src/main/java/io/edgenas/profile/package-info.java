/**
 * The device profile: what one device measured, in one configuration, for one search space.
 *
 * <p>A profile is a folder {@code <device-id>/<provider>-<precision>-t<threads>-b<batch>/} with
 * {@code profile.json}, {@code operations.csv} and {@code networks.csv}. Latencies are in
 * microseconds ({@code Us}), the timer step in nanoseconds ({@code Ns}). Depends on the domain
 * (search-space) and Commons CSV; it knows neither how latencies are measured nor how they are
 * used.
 */
package io.edgenas.profile;
