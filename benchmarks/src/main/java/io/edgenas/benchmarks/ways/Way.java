package io.edgenas.benchmarks.ways;

/** A way to measure what an operation costs. */
enum Way {
  /** Alone, the first run after other models ran. */
  COLD("cold", "isolated, after other models ran (cold caches)"),
  /** Alone, in runs that follow each other: what the profiler does. */
  FOLLOWING("following", "isolated, runs that follow each other"),
  /** What a chain of three takes more than one of two, where the output fits the input. */
  CHAINS("chain", "difference of chains of three and two (isolated where there is none)"),
  /** By ONNX Runtime's own profiler, inside networks. */
  NODES("nodes", "nodes inside networks, by ONNX Runtime's profiler");

  private final String text;
  private final String description;

  Way(String text, String description) {
    this.text = text;
    this.description = description;
  }

  /** The first word of its rows' keys. */
  String text() {
    return text;
  }

  /** What results call it. */
  String description() {
    return description;
  }
}
