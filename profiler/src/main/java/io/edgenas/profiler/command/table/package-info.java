/**
 * This package reads the tables that people hand to commands: architectures, measured latencies in
 * whatever unit, and the network descriptions of other projects. Every reader is bounded and names
 * file and line.
 */
package io.edgenas.profiler.command.table;
