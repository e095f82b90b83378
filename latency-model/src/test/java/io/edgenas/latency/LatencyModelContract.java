package io.edgenas.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.latency.table.Family;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import io.edgenas.profile.OperationMeasurement;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.OfaVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every latency model promises. */
abstract class LatencyModelContract {
  /** A space whose stages have fixed widths, so that once-for-all's vectors can write it. */
  abstract MbConvSpace space();

  abstract Task task();

  /** A model that covers every network of {@link #space} at {@link #resolutions}. */
  abstract LatencyModel model();

  /** The same model, made without the rows of this operation and of the same at other sizes. */
  abstract LatencyModel modelWithout(Operation operation);

  static List<OperationMeasurement> without(List<OperationMeasurement> rows, Operation operation) {
    return rows.stream()
        .filter(row -> !Family.of(row.operation()).equals(Family.of(operation)))
        .toList();
  }

  List<Integer> resolutions() {
    return space().resolutions();
  }

  private List<Arch> archs() {
    ArchVariation variation = new ArchVariation(space(), resolutions());
    SplittableRandom random = new SplittableRandom(17);
    return IntStream.range(0, 100).mapToObj(i -> variation.sample(random)).toList();
  }

  private Network lower(Arch arch) {
    return space().lower(task(), arch);
  }

  @Test
  void predictsAPositiveLatencyThatIsAtMostItsBound() {
    for (Arch arch : archs()) {
      Prediction prediction = model().predict(lower(arch));
      assertTrue(prediction.latencyMs() > 0 && prediction.latencyMs() < 1e6, arch.toString());
      assertTrue(prediction.boundMs() >= prediction.latencyMs(), arch.toString());
      assertEquals(1, prediction.coverage());
    }
  }

  @Test
  void hasABoundExactlyWhenItHasAnError() {
    assertEquals(
        model().error().isPresent(), model().predict(lower(archs().get(0))).upperMs().isPresent());
  }

  @Test
  void predictsTheSameForTheSameNetwork() {
    LatencyModel model = model();
    List<Prediction> serial = archs().stream().map(a -> model.predict(lower(a))).toList();
    List<Prediction> parallel = archs().parallelStream().map(a -> model.predict(lower(a))).toList();
    assertEquals(serial, parallel);
  }

  @Test
  void ignoresWhatInactiveSlotsHold() {
    SplittableRandom random = new SplittableRandom(3);
    for (Arch arch : archs().subList(0, 20)) {
      OfaVectors vectors = OfaVectors.of(space(), arch);
      Arch other =
          new OfaVectors(
                  filled(vectors.kernels(), random),
                  filled(vectors.expands(), random),
                  vectors.depths(),
                  vectors.resolution())
              .toArch(space());
      assertEquals(model().predict(lower(arch)), model().predict(lower(other)));
    }
  }

  private static List<Integer> filled(List<Integer> slots, SplittableRandom random) {
    return slots.stream().map(value -> value == 0 ? 3 + random.nextInt(3) : value).toList();
  }

  @Test
  void aLargerNetworkAddsLatency() {
    Arch smallest = space().smallest().withResolution(resolutions().get(0));
    Arch largest = space().largest().withResolution(resolutions().get(resolutions().size() - 1));
    assertTrue(
        model().predict(lower(smallest)).latencyMs() < model().predict(lower(largest)).latencyMs());
  }

  @Test
  void aMissingRowIsAnErrorThatNamesKeyAndProfile() {
    Network network = lower(archs().get(0));
    List<Operation> operations = new ArrayList<>(network.operations());
    for (Operation operation : List.of(operations.get(0), operations.get(3))) {
      LatencyModel model = modelWithout(operation);
      assertEquals(List.of(operation), model.missing(network));
      assertTrue(model.coverage(network) < 1);
      assertTrue(model.coverage(network) > 0.5);
      MissingRowException e = assertThrows(MissingRowException.class, () -> model.predict(network));
      assertTrue(e.getMessage().contains(operation.key()), e.getMessage());
      assertTrue(e.getMessage().contains(model.profile()), e.getMessage());
      assertTrue(e.getMessage().contains("run the profiler again"), e.getMessage());
      assertEquals(List.of(operation), e.missing());
    }
  }

  @Test
  void coversItsWholeSpace() {
    for (Arch arch : archs()) {
      assertEquals(List.of(), model().missing(lower(arch)));
      assertEquals(1, model().coverage(lower(arch)));
    }
  }

  @Test
  void knowsItsSpace() {
    assertEquals(space().fingerprint(), model().space().fingerprint());
  }
}
