package io.edgenas.search.reward;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a reward as people write it, {@code NAME:OPTION=VALUE,OPTION=VALUE}: {@code
 * weighted:accuracy=1,latency=-0.002} or {@code mnasnet:target=80}.
 */
public final class RewardText {
  private static final String WEIGHTED = "weighted";
  private static final String SOFT = "mnasnet";
  private static final String HARD = "mnasnet-hard";
  private static final List<String> NAMES = List.of(WEIGHTED, SOFT, HARD);

  private static final String TARGET = "target";
  private static final String COST = "cost";
  private static final String BELOW = "below";
  private static final String ABOVE = "above";
  private static final List<String> OPTIONS = List.of(TARGET, COST, BELOW, ABOVE);

  private static final double LARGEST_WEIGHT = 1e12;
  private static final double STEEPEST = 100;

  private final String text;
  private final Map<String, String> told = new LinkedHashMap<>();

  private RewardText(String text) {
    this.text = text;
  }

  /**
   * Reads a reward.
   *
   * @throws BadInputException if there is no such reward, something that it needs is missing, or a
   *     value is not allowed
   */
  public static RewardPlan parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    RewardText read = new RewardText(text);
    if (!NAMES.contains(name)) {
      throw new BadInputException(
          "unknown reward '"
              + Check.shown(name)
              + "'"
              + Check.didYouMean(name, NAMES)
              + ": choose one of "
              + NAMES);
    }
    if (colon >= 0) {
      read.split(text.substring(colon + 1));
    }
    return switch (name) {
      case WEIGHTED -> read.weighted();
      case SOFT -> read.mnasNet(LatencyReward.SOFT, LatencyReward.SOFT);
      default -> read.mnasNet(0, -1);
    };
  }

  private void split(String assignments) {
    for (String assignment : assignments.split(",", -1)) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw refused(
            "give NAME:OPTION=VALUE,OPTION=VALUE, for example mnasnet:target=12.5 or"
                + " weighted:accuracy=1,latency=-0.002");
      }
      String option = assignment.substring(0, equals);
      if (told.put(option, assignment.substring(equals + 1)) != null) {
        throw refused(Check.shown(option) + " is told twice: give one value");
      }
    }
  }

  private RewardPlan weighted() {
    Map<String, Double> costs = new LinkedHashMap<>();
    told.keySet().forEach(name -> costs.put(name, number(name)));
    Double accuracy = costs.remove(RewardPlan.ACCURACY);
    if (accuracy == null || costs.isEmpty()) {
      throw refused(
          "give weights of accuracy and of one cost or more, for example"
              + " weighted:accuracy=1,latency=-0.002");
    }
    if (!(accuracy > 0 && accuracy <= LARGEST_WEIGHT)) {
      throw refused("the weight of accuracy must be above 0, up to " + LARGEST_WEIGHT);
    }
    costs.forEach(
        (name, weight) -> {
          if (!(weight < 0 && weight >= -LARGEST_WEIGHT)) {
            throw refused(
                "the weight of "
                    + Check.shown(name)
                    + " must be below 0, down to "
                    + -LARGEST_WEIGHT
                    + ": more of a cost is worse");
          }
        });
    return new WeightedPlan(text, accuracy, costs);
  }

  private RewardPlan mnasNet(double below, double above) {
    for (String option : told.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw refused(
            "there is no option '"
                + Check.shown(option)
                + "'"
                + Check.didYouMean(option, OPTIONS)
                + ": choose from "
                + OPTIONS);
      }
    }
    if (!told.containsKey(TARGET)) {
      throw refused(
          "a target is missing: give it in the unit of the cost, for example mnasnet:target=12.5");
    }
    double target = number(TARGET);
    if (!(target > 0 && target < Double.POSITIVE_INFINITY)) {
      throw refused("the target must be a finite number above 0");
    }
    return new MnasNetPlan(
        text,
        Optional.ofNullable(told.get(COST)),
        target,
        exponent(BELOW, below),
        exponent(ABOVE, above));
  }

  private double exponent(String option, double otherwise) {
    if (!told.containsKey(option)) {
      return otherwise;
    }
    double exponent = number(option);
    if (!(exponent >= -STEEPEST && exponent <= 0)) {
      throw refused("the exponent " + option + " must be from -100 to 0: more of a cost is worse");
    }
    return exponent;
  }

  private double number(String option) {
    try {
      return Double.parseDouble(told.get(option));
    } catch (NumberFormatException e) {
      throw refused(
          Check.shown(option) + " must be a number, not '" + Check.shown(told.get(option)) + "'");
    }
  }

  private BadInputException refused(String why) {
    return new BadInputException("reward '" + Check.shown(text) + "' is not allowed: " + why);
  }
}
