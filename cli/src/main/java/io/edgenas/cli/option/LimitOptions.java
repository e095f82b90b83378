package io.edgenas.cli.option;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Outline;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.extract.Limit;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** What an answer has to keep beside the budget of one device: a mixin of commands that search. */
public final class LimitOptions {
  @Option(
      names = "--max-params",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Most parameters, for example 300000, 300k or 2.5M.")
  private Double maxParams;

  @Option(
      names = "--max-macs",
      paramLabel = "N",
      converter = Amount.Count.class,
      description = "Most multiply-accumulates of one run, for example 200M.")
  private Double maxMacs;

  @Option(
      names = "--max-size",
      paramLabel = "BYTES",
      converter = Amount.Bytes.class,
      description = "Largest ONNX file, for example 500kB, 5MB or 4MiB.")
  private Double maxSize;

  @Option(
      names = "--max-memory",
      paramLabel = "BYTES",
      converter = Amount.Bytes.class,
      description =
          "Most memory that the activations of one run take at the same time, where nothing is"
              + " computed in place; weights do not count.")
  private Double maxMemory;

  @Option(
      names = "--also",
      paramLabel = "DIR=MS",
      converter = DeviceBudget.Converter.class,
      description =
          "Another device that the same subnet is for: its profile, as --profile takes it, and the"
              + " largest latency of one run there in milliseconds; may be given several times.")
  private List<DeviceBudget> also = List.of();

  /**
   * What was asked for.
   *
   * @param limits in the order of the options
   * @param devices the latency models of the other devices
   */
  public record Limits(List<Limit> limits, List<LatencyModel> devices) {
    /**
     * The models of all devices, that of the budget first.
     *
     * @throws BadInputException if that device is among the others
     */
    public List<LatencyModel> devices(LatencyModel first) {
      if (devices.stream().anyMatch(device -> device.profile().equals(first.profile()))) {
        throw new BadInputException(
            "--also "
                + first.profile()
                + " is the profile that --profile gives: say its largest latency with --budget-ms");
      }
      List<LatencyModel> all = new ArrayList<>(List.of(first));
      all.addAll(devices);
      return all;
    }
  }

  /**
   * The limits, checked.
   *
   * @param space whose subnets have to keep them
   * @param allowed refuses profiles that are not fit for it
   * @param file how the file of a network is written
   * @throws BadInputException if a limit is not a finite number above 0, or a profile is not of the
   *     space or given twice
   */
  public Limits limits(
      SearchSpace space,
      UnaryOperator<DeviceProfile> allowed,
      Function<Network, EmitOptions> file) {
    Float32Outline outline = new Float32Outline();
    List<Limit> limits = new ArrayList<>();
    add(limits, NetworkFigure.PARAMETERS, "--max-params", maxParams);
    add(limits, NetworkFigure.MACS, "--max-macs", maxMacs);
    add(limits, NetworkFigure.fileSize(outline, file), "--max-size", maxSize);
    add(limits, NetworkFigure.peakMemory(outline), "--max-memory", maxMemory);
    List<LatencyModel> devices = new ArrayList<>();
    for (DeviceBudget device : also) {
      String option = "--also " + device.profile();
      double budgetMs = Check.positive(option + ": budget in ms", device.budgetMs());
      LatencyModel model =
          LatencyModels.of(allowed.apply(Fp32Profile.read(device.profile())), space);
      if (devices.stream().anyMatch(known -> known.profile().equals(model.profile()))) {
        throw new BadInputException(
            option + ": profile " + model.profile() + " is given twice: give it one budget");
      }
      limits.add(new Limit(NetworkFigure.latency(model), budgetMs));
      devices.add(model);
    }
    return new Limits(limits, devices);
  }

  private static void add(List<Limit> limits, NetworkFigure figure, String option, Double most) {
    if (most != null) {
      limits.add(new Limit(figure, Check.positive(option, most)));
    }
  }
}
