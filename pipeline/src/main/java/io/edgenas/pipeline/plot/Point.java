package io.edgenas.pipeline.plot;

/** A subnet in the plane: what it costs and what it gives. */
public record Point(double latencyMs, double top1) {}
