package io.edgenas.supernet.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.elastic.ParameterSpec;
import io.edgenas.supernet.elastic.WeightsCheck;
import io.edgenas.supernet.store.Safetensors;
import io.edgenas.supernet.store.SupernetFolder;
import io.edgenas.supernet.store.Tensor;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a training needs to go on as if it had never stopped. Random choices need no state:
 * they are functions of seed, phase and step. What it belongs to (space, policy, data) is checked
 * by the folder.
 *
 * @param weights by name
 * @param momentum of the optimiser, by the parameters' names
 * @param teacher the frozen full network's weights, once there is one
 */
record Checkpoint(
    Position position,
    Map<String, Tensor> weights,
    Map<String, Tensor> momentum,
    Optional<Map<String, Tensor>> teacher) {

  private static final String WEIGHT = "weight/";
  private static final String MOMENTUM = "momentum/";
  private static final String TEACHER = "teacher/";

  /** Bounds of what a stranger's file may say: a sum of losses, seconds, steps of a log's row. */
  private static final double LARGEST = 1e12;

  private static final long MOST_STEPS = 1L << 40;

  /** Replaces the folder's checkpoint, whole or not at all. */
  void write(SupernetFolder folder) throws IOException {
    Map<String, String> state = new LinkedHashMap<>();
    state.put("phase", Integer.toString(position.phase()));
    state.put("step", Long.toString(position.step()));
    state.put("loss_sum", Double.toString(position.lossSum()));
    state.put("loss_steps", Long.toString(position.lossSteps()));
    state.put("elapsed_seconds", Double.toString(position.elapsedSeconds()));
    Map<String, Tensor> tensors = new HashMap<>();
    weights.forEach((name, tensor) -> tensors.put(WEIGHT + name, tensor));
    momentum.forEach((name, tensor) -> tensors.put(MOMENTUM + name, tensor));
    teacher.ifPresent(t -> t.forEach((name, tensor) -> tensors.put(TEACHER + name, tensor)));
    folder.writeCheckpoint(state, tensors);
  }

  /**
   * The folder's checkpoint, if there is one.
   *
   * @param specs parameters of the supernet
   * @param phaseSteps number of steps of each phase
   * @throws BadInputException naming the folder and what is missing, wrong or of another training
   */
  static Optional<Checkpoint> read(
      SupernetFolder folder, List<ParameterSpec> specs, List<Long> phaseSteps) {
    Optional<Safetensors> stored = folder.checkpoint();
    try {
      return stored.map(found -> read(found, specs, phaseSteps));
    } catch (BadInputException e) {
      throw e.at(folder.path().toString());
    }
  }

  private static Checkpoint read(
      Safetensors stored, List<ParameterSpec> specs, List<Long> phaseSteps) {
    Map<String, String> state = stored.metadata();
    int phase = (int) whole(state, "phase", phaseSteps.size());
    long steps = phase == phaseSteps.size() ? 0 : phaseSteps.get(phase);
    Position position =
        new Position(
            phase,
            whole(state, "step", steps),
            number(state, "loss_sum", -LARGEST, LARGEST),
            whole(state, "loss_steps", MOST_STEPS),
            Math.max(0, number(state, "elapsed_seconds", -LARGEST, LARGEST)));
    Map<String, Tensor> weights = part(stored, WEIGHT);
    Map<String, Tensor> momentum = part(stored, MOMENTUM);
    Map<String, Tensor> teacher = part(stored, TEACHER);
    WeightsCheck.check(specs, weights);
    WeightsCheck.check(specs, momentum);
    if (!teacher.isEmpty()) {
      WeightsCheck.check(specs, teacher);
    }
    return new Checkpoint(
        position, weights, momentum, teacher.isEmpty() ? Optional.empty() : Optional.of(teacher));
  }

  private static Map<String, Tensor> part(Safetensors stored, String prefix) {
    Map<String, Tensor> part = new HashMap<>();
    stored
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
              }
            });
    return part;
  }

  private static long whole(Map<String, String> state, String key, long max) {
    String text = text(state, key);
    try {
      long value = Long.parseLong(text);
      if (value >= 0 && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(key, text, "a whole number", e);
    }
    throw refused(key, text, "0 to " + max, null);
  }

  private static double number(Map<String, String> state, String key, double min, double max) {
    String text = text(state, key);
    try {
      double value = Double.parseDouble(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw refused(key, text, "a number", e);
    }
    throw refused(key, text, min + " to " + max, null);
  }

  private static String text(Map<String, String> state, String key) {
    String text = state.get(key);
    if (text == null) {
      throw new BadInputException(
          "checkpoint has no '" + key + "': delete it to train from the beginning");
    }
    return text;
  }

  private static BadInputException refused(
      String key, String value, String allowed, NumberFormatException cause) {
    return new BadInputException(
        "checkpoint: "
            + key
            + " '"
            + Check.shown(value)
            + "' is not allowed: "
            + allowed
            + "; delete the checkpoint to train from the beginning",
        cause);
  }
}
