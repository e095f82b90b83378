package io.edgenas.benchmarks.ways;

import io.edgenas.base.output.Sha256;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Operation;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.OnnxEmitter;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.TimedModel;
import io.edgenas.profiler.Workbench;
import io.edgenas.profiler.measure.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures everything once a round, in groups drawn anew, each with operations in all ways,
 * networks and the sentinel: what is compared has seen the same states of the machine.
 */
final class WaysRounds {
  /** Copies in the longer chain; the shorter has one less. */
  static final int LONG_CHAIN = 3;

  private static final int OPERATIONS_PER_GROUP = 10;
  private static final long SEED = 1;

  private final WaysPlan plan;
  private final RuntimeConfig config;
  private final Workbench workbench;
  private final Path folder;
  private final Costs costs;
  private final Attribution attribution;

  /** Where the bursts of a group go. */
  @FunctionalInterface
  interface Sink {
    void append(List<RoundMeasurement> bursts) throws IOException;
  }

  /**
   * @param folder for files of ONNX Runtime's profiler
   */
  WaysRounds(
      WaysPlan plan,
      RuntimeConfig config,
      Workbench workbench,
      Path folder,
      Costs costs,
      Attribution attribution) {
    this.plan = plan;
    this.config = config;
    this.workbench = workbench;
    this.folder = folder;
    this.costs = costs;
    this.attribution = attribution;
  }

  /** The key of a chain's rows. */
  static String chainKey(int copies, Operation operation) {
    return Way.CHAINS.text() + " " + copies + " " + operation.key();
  }

  /** The key of a whole network's rows. */
  static String networkKey(Network network) {
    return network.arch().toString();
  }

  /**
   * Measures a round, as many cycles of every group as a latency needs at least.
   *
   * @param group number of its first group
   */
  void measure(int round, int group, Bench bench, Sink sink) throws IOException {
    List<List<Subject>> groups = groups(round);
    for (int i = 0; i < groups.size(); i++) {
      List<Subject> subjects = groups.get(i);
      int number = group + i;
      Bench.Group measured =
          bench.measure(subjects, (bare, subject) -> subject.load(), 0, StopSignal.NEVER);
      List<RoundMeasurement> rows = new ArrayList<>();
      for (int j = 0; j < subjects.size(); j++) {
        rows.addAll(subjects.get(j).rows(round, number, measured.items().get(j).timing()));
      }
      String sentinel = networkKey(bench.sentinel());
      rows.add(Subject.timed(round, number, Kind.SENTINEL, sentinel, measured.sentinel().timing()));
      sink.append(rows);
    }
  }

  private List<List<Subject>> groups(int round) {
    Random random = new Random(round);
    int count = (plan.operations().size() + OPERATIONS_PER_GROUP - 1) / OPERATIONS_PER_GROUP;
    List<List<Subject>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(new ArrayList<>());
    }
    deal(plan.operations().stream().map(this::ofOperation).toList(), groups, random);
    deal(plan.covering().stream().map(this::profiled).toList(), groups, random);
    deal(plan.judging().stream().map(this::whole).toList(), groups, random);
    groups.forEach(group -> Collections.shuffle(group, random));
    return groups;
  }

  private static void deal(List<List<Subject>> all, List<List<Subject>> groups, Random random) {
    List<List<Subject>> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    for (int i = 0; i < shuffled.size(); i++) {
      groups.get(i % groups.size()).addAll(shuffled.get(i));
    }
  }

  private List<Subject> ofOperation(Operation operation) {
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new IsolatedOperation(operation, workbench, costs));
    if (WaysPlan.chains(operation)) {
      subjects.add(chain(LONG_CHAIN - 1, operation));
      subjects.add(chain(LONG_CHAIN, operation));
    }
    return subjects;
  }

  private Subject chain(int copies, Operation operation) {
    return WholeModel.of(
        Kind.OPERATION,
        chainKey(copies, operation),
        () -> chainModel(copies, operation),
        costs,
        Way.CHAINS);
  }

  private Workbench.Loaded chainModel(int copies, Operation operation) {
    List<Layer> layers =
        IntStream.rangeClosed(1, copies)
            .mapToObj(copy -> new Layer(OnnxEmitter.LONE_LAYER + copy, operation))
            .toList();
    byte[] onnx =
        OnnxEmitter.emit(layers, new RandomWeights(SEED), EmitOptions.DEFAULT.withBatch(1));
    OnnxModel model = OnnxModel.load(onnx, chainKey(copies, operation), config);
    return TimedModel.of(model, Sha256.of(onnx), SEED);
  }

  private List<Subject> profiled(Network network) {
    return List.of(new ProfiledSubnet(network, config, folder, costs, attribution));
  }

  private List<Subject> whole(Network network) {
    return List.of(
        WholeModel.of(Kind.NETWORK, networkKey(network), () -> workbench.load(network), costs));
  }
}
