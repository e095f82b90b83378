package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.latency.LatencyModel;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.pipeline.adapter.NetworkFigure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Whether a front is asked for, and of what: a mixin of the search. */
public final class FrontOptions {
  private static final String ACCURACY = "accuracy";
  private static final List<String> DEFAULT = List.of(ACCURACY, "latency", "memory");

  @Option(
      names = "--front",
      description =
          "Instead of one answer the front: the subnets that no other one found beats in all"
              + " objectives. Without --strategy it is searched by nsga2, whose population is then a"
              + " hundredth of --evaluations, but 40 to 200, and whose mutation-probability is 0.03."
              + " --budget-ms may be left out; given, it leaves out what is slower.")
  private boolean front;

  @Option(
      names = "--objectives",
      paramLabel = "O",
      split = ",",
      description =
          "With --front: accuracy and at least one of latency, memory, size, params, macs (default:"
              + " accuracy,latency,memory).")
  private List<String> objectives;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "With --front: write the front to FILE, too.")
  private Path csv;

  /**
   * Whether a front is asked for.
   *
   * @throws BadInputException if something is told about one that is not
   */
  public boolean front() {
    if (!front && (objectives != null || csv != null)) {
      throw new BadInputException(
          (objectives != null ? "--objectives" : "--csv") + " is not allowed without --front");
    }
    return front;
  }

  /** The file for the front; empty if none was asked for. */
  public Optional<Path> csv() {
    return Optional.ofNullable(csv);
  }

  /**
   * What is to be small, beside accuracy that is to be large, in the order given.
   *
   * @param latency of the device
   * @param file how the file of a network is written
   * @throws BadInputException if accuracy is not among the objectives, one of them is not known or
   *     twice there, or nothing else is
   */
  public List<NetworkFigure> costs(LatencyModel latency, Function<Network, EmitOptions> file) {
    Map<String, NetworkFigure> known = NetworkFigure.costs(latency, file);
    List<String> given = objectives == null ? DEFAULT : objectives;
    List<String> costs = given.stream().filter(name -> !name.equals(ACCURACY)).toList();
    for (String name : costs) {
      if (!known.containsKey(name)) {
        throw refused("'" + Check.shown(name) + "' is no objective");
      }
    }
    if (!given.contains(ACCURACY) || costs.isEmpty()) {
      throw refused(given + " is no front");
    }
    if (given.stream().distinct().count() < given.size()) {
      throw refused(given + " names one twice");
    }
    return costs.stream().map(known::get).toList();
  }

  private static BadInputException refused(String what) {
    return new BadInputException(
        "--objectives: "
            + what
            + ": give accuracy and at least one of latency, memory, size, params, macs");
  }
}
