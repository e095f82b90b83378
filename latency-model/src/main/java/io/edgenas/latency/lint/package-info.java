/**
 * Finding what is wrong with latency tables: device profiles and the tables of others, read
 * leniently so that all defects are reported at once.
 *
 * <p>Depends on the profile format and the dialects of foreign tables. Latencies are in
 * microseconds ({@code Us}); ratios are plain factors.
 */
package io.edgenas.latency.lint;
