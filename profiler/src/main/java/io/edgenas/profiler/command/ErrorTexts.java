package io.edgenas.profiler.command;

import io.edgenas.console.Texts;
import io.edgenas.latency.ModelError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The error of a latency model, for people and for machines. */
final class ErrorTexts {
  private ErrorTexts() {}

  static String describe(Optional<ModelError> error) {
    return error
        .map(ErrorTexts::describe)
        .orElse("predictions are unvalidated: no network outside the calibration was measured");
  }

  static String describe(ModelError error) {
    StringBuilder text = new StringBuilder();
    text.append(
        Texts.format(
            "predictions on %d unseen networks: MAPE %s, within 5 %% %s, within 10 %% %s",
            error.networks(),
            Texts.percent(error.mape()),
            Texts.percent(error.within5()),
            Texts.percent(error.within10())));
    error.tau().ifPresent(tau -> text.append(", Kendall tau ").append(decimal(tau)));
    error
        .noiseFloor()
        .ifPresent(
            floor ->
                text.append(
                    Texts.format(
                        "%nthe same networks measured twice differ by %s", Texts.percent(floor))));
    error
        .tauByResolution()
        .forEach(
            (resolution, tau) ->
                text.append(Texts.format("%n  Kendall tau at %d: %s", resolution, decimal(tau))));
    return text.toString();
  }

  private static String decimal(double value) {
    return Texts.format("%.3f", value);
  }

  static Map<String, Object> toJson(ModelError error) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("networks", error.networks());
    json.put("mape", error.mape());
    json.put("within_5", error.within5());
    json.put("within_10", error.within10());
    json.put("tau", orNull(error.tau()));
    Map<String, Object> taus = new LinkedHashMap<>();
    error.tauByResolution().forEach((resolution, tau) -> taus.put(resolution.toString(), tau));
    json.put("tau_by_resolution", taus);
    json.put("noise_floor", orNull(error.noiseFloor()));
    return json;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
