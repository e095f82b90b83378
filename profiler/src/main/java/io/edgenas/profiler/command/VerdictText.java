package io.edgenas.profiler.command;

import io.edgenas.console.Texts;
import io.edgenas.profiler.verify.FileVerifier.Verified;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import java.util.SortedMap;

/** Verdicts for people: what was timed, what that is in the profile's state, what follows. */
public final class VerdictText {
  private VerdictText() {}

  static String of(Verified verified) {
    Verification v = verified.verification();
    SortedMap<String, String> options = verified.identity().providerOptions();
    return Texts.format(
        "%s: %s%s%n  %s, %d runs on %s (%s%s)%s%s",
        Texts.path(verified.file()),
        v.verdict().text(),
        v.budgetMs().isPresent() ? ", budget " + Texts.ms(v.budgetMs().getAsDouble()) : "",
        numbers(v.asTimed()),
        v.runs(),
        verified.identity().deviceId(),
        verified.configuration(),
        options.isEmpty() ? "" : " with " + options,
        line(profileState(v)),
        line(verified.reason().orElse("")));
  }

  private static String line(String text) {
    return text.isEmpty() ? "" : Texts.format("%n  %s", text);
  }

  private static String numbers(Measured measured) {
    return Texts.format(
        "median %s (95 %% interval %s to %s), p90 %s",
        Texts.ms(measured.medianMs()),
        Texts.ms(measured.intervalMs().low()),
        Texts.ms(measured.intervalMs().high()),
        Texts.ms(measured.p90Ms()));
  }

  /**
   * What the profile's sentinel adds to what was timed, and whether the two verdicts agree; empty
   * if there was none.
   */
  public static String profileState(Verification v) {
    if (v.slowness().isEmpty()) {
      return "";
    }
    String now =
        Texts.format(
            "the machine takes %.2f times as long for the sentinel as in the profile",
            v.slowness().getAsDouble());
    if (v.corrected().isEmpty()) {
      return now
          + ": too far to be corrected, so this is judged as timed; profile this machine again";
    }
    Measured corrected = v.corrected().get();
    String without = now + "; without that: " + numbers(corrected);
    Verdict timed = v.asTimed().verdict();
    return timed == corrected.verdict() || v.budgetMs().isEmpty()
        ? without
        : Texts.format(
            "%s: %s as timed, %s without that", without, timed.text(), corrected.verdict().text());
  }
}
