package io.edgenas.profiler.host;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What speed depends on besides the identity of a machine, for a person who asks why.
 *
 * @param cores number of cores by kind, in the order of the cores
 * @param features instruction sets that matter to neural networks and that every core has
 * @param libc the C library of this process with its version, {@code unknown} where that cannot be
 *     found out
 * @param settings governors, clocks and temperatures by the name of their file
 */
public record MachineFacts(
    Map<String, Integer> cores,
    List<String> features,
    String libc,
    SortedMap<String, String> settings) {}
