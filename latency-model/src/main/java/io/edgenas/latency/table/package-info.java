/**
 * This package looks latencies of single operations up in a device profile, and interpolates
 * between measured rows where that is safe: across resolution, channels and classes, never beyond
 * what was measured.
 *
 * <p>Latencies are in microseconds ({@code Us}). Depends on the profile format and the domain.
 */
package io.edgenas.latency.table;
