/**
 * JMH benchmarks of the project's own hot paths. Nothing depends on this module, and JMH is in no
 * shipped jar. Run with {@code java -cp ... org.openjdk.jmh.Main}, see {@code docs/benchmarks.md}.
 */
package io.edgenas.benchmarks;
