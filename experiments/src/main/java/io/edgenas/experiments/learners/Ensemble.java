package io.edgenas.experiments.learners;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.edgenas.network.Arch;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.supernet.engine.TensorThread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Five networks, each trained without another fifth of the samples, which tells when to stop. They
 * predict their mean. The 90 % interval reaches as far as 90 % of the errors on the fifths that
 * were left out, as CV+ has it (Barber et al. 2021, Predictive inference with the jackknife+,
 * section 3): those of one network, so it is rather too wide for the mean of five.
 *
 * @param decay of the weights, see {@link AdamW}
 * @param rate of learning at first; falls to 0 as a cosine
 * @param steps each on all samples of a member
 */
record Ensemble(TensorThread thread, Network network, double decay, double rate, int steps)
    implements Contender {
  private static final int MEMBERS = 5;
  private static final int CHECK_EVERY = 10;
  private static final int PREDICTED_AT_ONCE = 200;
  private static final double CONFIDENCE = 0.9;
  private static final long SEED = 20_261_128;

  @Override
  public String title() {
    return network.title();
  }

  /** What was chosen, for the log. */
  String setting() {
    return network + " decay " + decay + " rate " + rate + " steps " + steps;
  }

  @Override
  public Predictions predict(AccuracySet set, List<EvaluatedArch> samples, List<Arch> unseen) {
    return thread.call(
        () -> {
          try (NDManager manager = thread.manager().newSubManager()) {
            return new Fit(set, samples, manager).predictions(unseen);
          }
        });
  }

  /** Samples of members: {@code values} is {@code [members, archs]}. */
  private record Part(Inputs inputs, NDArray values) {}

  /** One training. */
  private final class Fit {
    private final AccuracySet set;
    private final NDManager manager;
    private final List<Shape> shapes;
    private final RowScaling scaling;
    private final double mean;
    private final double deviation;
    private final NDArray best;
    private final double reach;

    Fit(AccuracySet set, List<EvaluatedArch> given, NDManager manager) {
      // A multiple of the members, so that all have as many; at most four samples are lost.
      List<EvaluatedArch> samples = given.subList(0, given.size() / MEMBERS * MEMBERS);
      this.set = set;
      this.manager = manager;
      this.shapes = network.weights(set);
      this.scaling =
          new RowScaling(set.encoding().rows(samples.stream().map(EvaluatedArch::arch).toList()));
      double[] top1 = samples.stream().mapToDouble(EvaluatedArch::top1).toArray();
      double centre = Arrays.stream(top1).average().orElseThrow();
      this.mean = centre;
      this.deviation =
          Math.sqrt(
              Arrays.stream(top1).map(x -> (x - centre) * (x - centre)).average().orElseThrow());
      Part fitted = part(samples, false);
      Part leftOut = part(samples, true);
      this.best = trained(fitted, leftOut);
      this.reach = reach(leftOut);
    }

    private Part part(List<EvaluatedArch> samples, boolean leftOut) {
      List<List<Arch>> archs = new ArrayList<>();
      List<Float> values = new ArrayList<>();
      for (int member = 0; member < MEMBERS; member++) {
        List<Arch> own = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
          if ((i % MEMBERS == member) == leftOut) {
            own.add(samples.get(i).arch());
            values.add((float) ((samples.get(i).top1() - mean) / deviation));
          }
        }
        archs.add(own);
      }
      float[] flat = new float[values.size()];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = values.get(i);
      }
      return new Part(
          Inputs.of(set, scaling, archs, manager),
          manager.create(flat, new Shape(MEMBERS, flat.length / MEMBERS)));
    }

    private NDArray trained(Part fitted, Part leftOut) {
      NDArray weights = drawn();
      weights.setRequiresGradient(true);
      AdamW optimizer = new AdamW(weights, decay);
      NDArray kept = weights.duplicate();
      double[] smallest = new double[MEMBERS];
      Arrays.fill(smallest, Double.POSITIVE_INFINITY);
      for (int step = 0; step < steps; step++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          weights.getGradient().muli(0);
          try (GradientCollector collector = thread.engine().newGradientCollector()) {
            collector.backward(errors(weights, fitted).sum());
          }
          double decline = (1 + Math.cos(Math.PI * step / steps)) / 2;
          optimizer.step(weights.getGradient(), rate * decline);
          if ((step + 1) % CHECK_EVERY == 0) {
            keepBetter(weights, leftOut, smallest, kept);
          }
        }
      }
      return kept;
    }

    private void keepBetter(NDArray weights, Part leftOut, double[] smallest, NDArray kept) {
      float[] errors = errors(weights, leftOut).toFloatArray();
      float[] better = new float[MEMBERS];
      for (int member = 0; member < MEMBERS; member++) {
        if (errors[member] < smallest[member]) {
          smallest[member] = errors[member];
          better[member] = 1;
        }
      }
      NDArray mask = manager.create(better, new Shape(MEMBERS, 1));
      kept.addi(weights.sub(kept).muli(mask));
    }

    /** Mean squared error of each member. */
    private NDArray errors(NDArray weights, Part part) {
      return outputs(weights, part.inputs()).sub(part.values()).square().mean(new int[] {1});
    }

    /** All weights of a member are one row, so that the optimiser makes few calls. */
    private NDArray outputs(NDArray weights, Inputs inputs) {
      long[] ends = new long[shapes.size() - 1];
      long end = 0;
      for (int i = 0; i < ends.length; i++) {
        end += shapes.get(i).size();
        ends[i] = end;
      }
      NDList parts = weights.split(ends, 1);
      List<NDArray> shaped = new ArrayList<>();
      for (int i = 0; i < shapes.size(); i++) {
        shaped.add(parts.get(i).reshape(new Shape(MEMBERS).addAll(shapes.get(i))));
      }
      return network.forward(shaped, inputs);
    }

    /** Deviations of 1 over the root of the inputs (LeCun et al. 1998, section 4.6). */
    private NDArray drawn() {
      Random random = new Random(SEED);
      int each = (int) shapes.stream().mapToLong(Shape::size).sum();
      float[] values = new float[MEMBERS * each];
      int at = 0;
      for (int member = 0; member < MEMBERS; member++) {
        for (Shape shape : shapes) {
          for (int i = 0; i < shape.size(); i++) {
            values[at++] =
                shape.dimension() == 1
                    ? 0
                    : (float) (random.nextGaussian() / Math.sqrt(network.fanIn(shape)));
          }
        }
      }
      // A copy: what create() makes may be the Java array, which gradients do not keep alive.
      return manager.create(values, new Shape(MEMBERS, each)).duplicate();
    }

    private double reach(Part leftOut) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        float[] errors = outputs(best, leftOut.inputs()).sub(leftOut.values()).abs().toFloatArray();
        Arrays.sort(errors);
        int rank = (int) Math.ceil(CONFIDENCE * (errors.length + 1));
        return deviation * errors[Math.min(errors.length, rank) - 1];
      }
    }

    Predictions predictions(List<Arch> unseen) {
      double[] means = new double[unseen.size()];
      for (int from = 0; from < means.length; from += PREDICTED_AT_ONCE) {
        int to = Math.min(means.length, from + PREDICTED_AT_ONCE);
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          Inputs inputs =
              Inputs.of(
                  set, scaling, Collections.nCopies(MEMBERS, unseen.subList(from, to)), manager);
          float[] outputs = outputs(best, inputs).mean(new int[] {0}).toFloatArray();
          int first = from;
          IntStream.range(0, outputs.length)
              .forEach(i -> means[first + i] = mean + deviation * outputs[i]);
        }
      }
      double[] reaches = new double[means.length];
      Arrays.fill(reaches, reach);
      return Predictions.around(means, reaches);
    }
  }
}
