package io.edgenas.supernet.policy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One phase of training.
 *
 * @param name lower-case letters, digits and dashes; stands in the log
 * @param epochs length in passes over the training images; fractions allowed
 * @param learningRate the highest, reached after the warm-up
 * @param warmUpEpochs length of the linear rise to it, at most {@code epochs}
 * @param subnetsPerStep number of subnets whose gradients are summed into one step
 * @param distillationRatio weight of the distillation loss against the full network's outputs,
 *     added to the loss against the labels; 0 for none
 * @param labelWeight weight of the loss against the labels of subnets that distil, 0 to 1
 * @param openings what the phase's subnets may choose
 */
public record PhaseSpec(
    String name,
    double epochs,
    double learningRate,
    double warmUpEpochs,
    int subnetsPerStep,
    double distillationRatio,
    double labelWeight,
    Openings openings) {

  private static final double MAX_EPOCHS = 100_000;
  private static final int MAX_SUBNETS = 64;

  public PhaseSpec {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new BadInputException(
          "phase name '"
              + Check.shown(name)
              + "' is not allowed: 1 to 40 lower-case letters, digits and dashes");
    }
    Check.positive("epochs", epochs);
    Check.range("epochs", epochs, 0, MAX_EPOCHS);
    Check.positive("learning_rate", learningRate);
    Check.range("learning_rate", learningRate, 0, 100);
    Check.range("warm_up_epochs", warmUpEpochs, 0, epochs);
    Check.range("subnets_per_step", subnetsPerStep, 1, MAX_SUBNETS);
    Check.range("distillation", distillationRatio, 0, 100);
    Check.range("label_weight", labelWeight, 0, 1);
    if (labelWeight < 1 && distillationRatio == 0) {
      throw new BadInputException(
          "label_weight "
              + labelWeight
              + " is not allowed without distillation: the subnets would learn from nothing else");
    }
  }

  static PhaseSpec read(Document document) {
    document.allowKeys(
        "name",
        "epochs",
        "learning_rate",
        "warm_up_epochs",
        "subnets_per_step",
        "distillation",
        "label_weight",
        "kernels",
        "depths",
        "expands",
        "widths",
        "resolutions");
    return document.make(
        () ->
            new PhaseSpec(
                document.required("name").text(),
                document.required("epochs").number(0, MAX_EPOCHS),
                document.required("learning_rate").number(0, 100),
                document
                    .optional("warm_up_epochs")
                    .map(value -> value.number(0, MAX_EPOCHS))
                    .orElse(0.0),
                document
                    .optional("subnets_per_step")
                    .map(value -> value.integer(1, MAX_SUBNETS))
                    .orElse(1),
                document.optional("distillation").map(value -> value.number(0, 100)).orElse(0.0),
                document.optional("label_weight").map(value -> value.number(0, 1)).orElse(1.0),
                Openings.read(document)));
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("epochs", epochs);
    json.put("learning_rate", learningRate);
    json.put("warm_up_epochs", warmUpEpochs);
    json.put("subnets_per_step", subnetsPerStep);
    json.put("distillation", distillationRatio);
    // Absent where it is 1, so that policies from before this key keep their hash.
    if (labelWeight != 1) {
      json.put("label_weight", labelWeight);
    }
    json.putAll(openings.toJson());
    return json;
  }

  /** The subnets this phase trains, of this space at the task's resolutions. */
  public PhaseSampler restrict(MbConvSpace space, Task task) {
    return new PhaseSampler(space, task, openings);
  }

  /** The length and the learning rates in steps. */
  public PhaseSchedule schedule(int trainImages, int batchSize) {
    return new PhaseSchedule(this, trainImages, batchSize);
  }

  /** The same phase, {@code factor} times as long. */
  PhaseSpec scaledEpochs(double factor) {
    return new PhaseSpec(
        name,
        epochs * factor,
        learningRate,
        warmUpEpochs * factor,
        subnetsPerStep,
        distillationRatio,
        labelWeight,
        openings);
  }
}
