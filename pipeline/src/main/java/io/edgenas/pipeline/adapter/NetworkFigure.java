package io.edgenas.pipeline.adapter;

import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Outline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A number about a network that costs no image: what a search keeps within a limit, or makes small.
 * Less is better of each.
 *
 * @param name in messages and results, for example {@code parameters}
 * @param key in tables and JSON, for example {@code params}
 * @param unit of the values; empty for a plain number
 * @param of the number of one network; NaN where it is not known
 */
public record NetworkFigure(String name, String key, String unit, ToDoubleFunction<Network> of) {
  /** Trainable parameters. */
  public static final NetworkFigure PARAMETERS =
      new NetworkFigure("parameters", "params", "", Network::params);

  /** Multiply-accumulates for one image. */
  public static final NetworkFigure MACS = new NetworkFigure("MACs", "macs", "", Network::macs);

  /** Name of {@link #fileSize}. */
  public static final String FILE_SIZE = "file size";

  private static final String BYTES = "bytes";

  /**
   * The size of the float32 ONNX file, in bytes.
   *
   * @param outline may be shared by figures
   * @param options with which the file of a network is written
   */
  public static NetworkFigure fileSize(
      Float32Outline outline, Function<Network, EmitOptions> options) {
    return new NetworkFigure(
        FILE_SIZE,
        "file_bytes",
        BYTES,
        network -> outline.fileBytes(network, options.apply(network)));
  }

  /**
   * The peak of the memory that the activations of one run take, in bytes; see {@link
   * Float32Outline#peakBytes}.
   *
   * @param outline may be shared by figures
   */
  public static NetworkFigure peakMemory(Float32Outline outline) {
    return new NetworkFigure(
        "peak activation memory", "peak_memory_bytes", BYTES, outline::peakBytes);
  }

  /**
   * The latency on one device by which a budget is kept, in milliseconds: the model's upper bound,
   * or the prediction where nothing validates the model. NaN where the profile does not cover a
   * network.
   */
  public static NetworkFigure latency(LatencyModel model) {
    return new NetworkFigure(
        "latency on " + model.profile(),
        "bound_ms_" + model.profile(),
        "ms",
        network ->
            model.missing(network).isEmpty() ? model.predict(network).boundMs() : Double.NaN);
  }

  /**
   * All costs of a network, by the names that options call them; latency first.
   *
   * @param latency of the device
   * @param file how the file of a network is written
   */
  public static Map<String, NetworkFigure> costs(
      LatencyModel latency, Function<Network, EmitOptions> file) {
    Float32Outline outline = new Float32Outline();
    Map<String, NetworkFigure> costs = new LinkedHashMap<>();
    costs.put("latency", latency(latency));
    costs.put("memory", peakMemory(outline));
    costs.put("size", fileSize(outline, file));
    costs.put("params", PARAMETERS);
    costs.put("macs", MACS);
    return costs;
  }
}
