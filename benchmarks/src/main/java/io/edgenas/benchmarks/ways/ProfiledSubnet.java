package io.edgenas.benchmarks.ways;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.OnnxEmitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profiler.TimedModel;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.Timing;
import io.edgenas.space.ArchSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A whole network with ONNX Runtime's profiler on: what each of its layers takes is the share of
 * the layer's nodes in a run, of the network's latency within its cycles.
 */
final class ProfiledSubnet implements Subject {
  private static final long SEED = 1;

  private final Network network;
  private final RuntimeConfig config;
  private final Path folder;
  private final Costs costs;
  private final Attribution attribution;
  private final List<Samples> shares = new ArrayList<>();

  /**
   * @param folder for ONNX Runtime's file, which is deleted when it was read
   */
  ProfiledSubnet(
      Network network, RuntimeConfig config, Path folder, Costs costs, Attribution attribution) {
    this.network = network;
    this.config = config;
    this.folder = folder;
    this.costs = costs;
    this.attribution = attribution;
    network.layers().forEach(layer -> shares.add(new Samples()));
  }

  /** The key of a layer's rows. */
  static String key(ArchSpec arch, Layer layer) {
    return Way.NODES.text() + " " + arch + " " + layer.name();
  }

  @Override
  public Workbench.Loaded load() {
    return costs.of(this::profiled, Way.NODES);
  }

  private Workbench.Loaded profiled() {
    byte[] onnx =
        OnnxEmitter.emit(network, new RandomWeights(SEED), EmitOptions.DEFAULT.withBatch(1));
    OnnxModel model =
        OnnxModel.loadProfiled(onnx, network.arch().toString(), config, folder.resolve("nodes"));
    return new Run(TimedModel.of(model, Sha256.of(onnx), SEED));
  }

  @Override
  public List<RoundMeasurement> rows(int round, int group, Timing timing) {
    List<RoundMeasurement> rows = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      String key = key(network.arch(), network.layers().get(i));
      rows.add(Subject.relative(round, group, key, timing, shares.get(i)));
    }
    return rows;
  }

  private void read(Path file, BitSet timed) {
    List<NodeProfile.Run> runs = NodeProfile.read(file);
    if (runs.size() < timed.length()) {
      throw new BadInputException(
          file + " has " + runs.size() + " runs of " + timed.length() + ": give less time");
    }
    for (int run = timed.nextSetBit(0); run >= 0; run = timed.nextSetBit(run + 1)) {
      NodeProfile.Run found = runs.get(run);
      LayerTimes times = LayerTimes.of(network, found.nodes());
      attribution.add(found.us(), times);
      for (int i = 0; i < shares.size(); i++) {
        shares.get(i).add(times.layerUs()[i] / found.us());
      }
    }
  }

  private final class Run implements Workbench.Loaded {
    private final TimedModel model;
    private final BitSet timed = new BitSet();
    private boolean inCycles;
    private int runs;

    Run(TimedModel model) {
      this.model = model;
    }

    @Override
    public void prepare() {
      inCycles = true;
      run();
    }

    @Override
    public void runOnce() {
      timed.set(runs, inCycles);
      run();
    }

    private void run() {
      long start = System.nanoTime();
      model.runOnce();
      costs.add(System.nanoTime() - start, Way.NODES);
      runs++;
    }

    @Override
    public String modelSha256() {
      return model.modelSha256();
    }

    @Override
    public void close() {
      long start = System.nanoTime();
      try (model) {
        Path file = model.model().endProfiling();
        try {
          read(file, timed);
        } finally {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      costs.add(System.nanoTime() - start, Way.NODES);
    }
  }
}
