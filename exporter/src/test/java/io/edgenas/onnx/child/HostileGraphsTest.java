package io.edgenas.onnx.child;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.edgenas.base.input.BadInputException;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.onnx.runtime.InferenceException;
import io.edgenas.onnx.runtime.RuntimeConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Generated graphs, most of them changed by arity, shape, type, attribute, operator or order (issue
 * 11): the guard refuses a graph by name, or a child process loads and runs it. None may end this
 * process; none that the guard lets pass may end the child.
 */
class HostileGraphsTest {
  /** Graphs that reach the child. More for a long run: {@code -Dedgenas.hostile=50000}. */
  private static final int GRAPHS = Integer.getInteger("edgenas.hostile", 5_000);

  /** Another for other graphs: {@code -Dedgenas.hostile.seed=7}. */
  private static final long SEED = Long.getLong("edgenas.hostile.seed", 11);

  /** So many of what the guard refuses reach the child as well: one of them in this many. */
  private static final int UNGUARDED_SHARE = 20;

  private static final int MOST_CHANGES = 3;
  private static final ChildLimits LIMITS =
      new ChildLimits(Duration.ofSeconds(60), Duration.ofSeconds(60), 2L << 30);

  /** A graph that is refused without a guard may hang: that shows soon. */
  private static final ChildLimits UNGUARDED_LIMITS =
      new ChildLimits(Duration.ofSeconds(3), Duration.ofSeconds(3), 1L << 30);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<End, Integer> ends = new EnumMap<>(End.class);

  /** How it ends with a graph. */
  private enum End {
    REFUSED_BY_GUARD,
    REFUSED_BY_RUNTIME,
    RAN,
    UNGUARDED_SURVIVED,
    UNGUARDED_KILLED
  }

  @Test
  void endNeitherThisProcessNorPastTheGuardTheChild() {
    int reached = 0;
    try (IsolatedRuntime guarded = new IsolatedRuntime(LIMITS);
        IsolatedRuntime unguarded = new IsolatedRuntime(UNGUARDED_LIMITS)) {
      for (int i = 0; reached < GRAPHS && i < 20 * GRAPHS; i++) {
        int changes = random.nextInt(2) * (1 + random.nextInt(MOST_CHANGES));
        ModelProto graph = GraphMutator.mutate(RandomGraph.next(random), changes, random);
        byte[] onnx = graph.toByteArray();
        String name = "graph-" + SEED + "-" + i + ".onnx";
        try {
          ExportedModel.properties(onnx, name);
          end(guarded, onnx, name);
          reached++;
        } catch (BadInputException refused) {
          assertTrue(refused.getMessage().contains(name), refused.getMessage());
          ends.merge(End.REFUSED_BY_GUARD, 1, Integer::sum);
          if (ends.get(End.REFUSED_BY_GUARD) % UNGUARDED_SHARE == 0) {
            endUnguarded(unguarded, onnx, name);
            reached++;
          }
        }
      }
    }
    String tally = "seed " + SEED + ": " + ends;
    assertTrue(reached >= GRAPHS, tally);
    for (End end : List.of(End.REFUSED_BY_GUARD, End.REFUSED_BY_RUNTIME, End.RAN)) {
      assertTrue(ends.containsKey(end), "none " + end + ", " + tally);
    }
    System.out.println("Hostile graphs, " + tally);
  }

  private void end(IsolatedRuntime runtime, byte[] onnx, String name) {
    int started = runtime.worker().started();
    boolean ran = runs(runtime, onnx, name);
    assertTrue(
        runtime.worker().alive() && (started == 0 || started == runtime.worker().started()),
        name + " passes the guard and ends the child; seed " + SEED);
    ends.merge(ran ? End.RAN : End.REFUSED_BY_RUNTIME, 1, Integer::sum);
  }

  private void endUnguarded(IsolatedRuntime runtime, byte[] onnx, String name) {
    runs(runtime, onnx, name);
    boolean alive = runtime.worker().alive();
    ends.merge(alive ? End.UNGUARDED_SURVIVED : End.UNGUARDED_KILLED, 1, Integer::sum);
  }

  private static boolean runs(IsolatedRuntime runtime, byte[] onnx, String name) {
    try (IsolatedModel model = runtime.loadUnguarded(onnx, name, RuntimeConfig.DEFAULT, Map.of())) {
      int batch = Math.max(1, model.inputShape().get(0));
      int values = model.inputShape().stream().skip(1).reduce(batch, Math::multiplyExact);
      model.run(new float[values], batch);
      return true;
    } catch (BadInputException | InferenceException e) {
      assertTrue(e.getMessage().contains(name), e.getMessage());
      return false;
    } catch (ArithmeticException e) {
      return false; // A shape of more values than an array holds, which the guard would refuse.
    }
  }
}
