package io.edgenas.pipeline.adapter;

import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Network;
import java.util.function.ToDoubleFunction;

/**
 * A number about a network that costs no image: what a search keeps within a limit, or makes small.
 * Less is better of each.
 *
 * @param name in messages and results, for example {@code parameters}
 * @param unit of the values; empty for a plain number
 * @param of the number of one network; NaN where it is not known
 */
public record NetworkFigure(String name, String unit, ToDoubleFunction<Network> of) {
  /** Trainable parameters. */
  public static final NetworkFigure PARAMETERS =
      new NetworkFigure("parameters", "", Network::params);

  /** Multiply-accumulates for one image. */
  public static final NetworkFigure MACS = new NetworkFigure("MACs", "", Network::macs);

  /**
   * The latency on one device by which a budget is kept, in milliseconds: the model's upper bound,
   * or the prediction where nothing validates the model. NaN where the profile does not cover a
   * network.
   */
  public static NetworkFigure latency(LatencyModel model) {
    return new NetworkFigure(
        "latency on " + model.profile(),
        "ms",
        network ->
            model.missing(network).isEmpty() ? model.predict(network).boundMs() : Double.NaN);
  }
}
