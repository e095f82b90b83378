/**
 * JMH benchmarks of the project's own hot paths, and JMH as the referee of device profiles. Nothing
 * depends on this module, and JMH is in no shipped jar. {@code docs/latency.md}, The referee, says
 * how to run them.
 */
package io.edgenas.benchmarks;
