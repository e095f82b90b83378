/**
 * Ways to measure what an operation costs inside a network, compared by what they predict ({@code
 * docs/latency.md}, Ways to measure an operation).
 */
package io.edgenas.benchmarks.ways;
