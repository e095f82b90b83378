package io.edgenas.pipeline.extract;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Arch;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.pipeline.adapter.ProfileDigest;
import io.edgenas.pipeline.extract.BudgetLoop.Attempt;
import io.edgenas.pipeline.extract.BudgetLoop.Standing;
import io.edgenas.pipeline.extract.StatedAccuracy.Stated;
import io.edgenas.pipeline.extract.SubnetExport.Exported;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Goes from a budget to a file that keeps it: search, re-evaluation, export, measurement. */
public final class Extraction {
  /** The best predicted subnets that are judged on images where there are any. */
  private static final int FINALISTS = 16;

  private final Source source;
  private final Target target;
  private final SubnetSearch search;

  public Extraction(Source source, Target target) {
    this.source = source;
    this.target = target;
    this.search = target.search();
  }

  /**
   * The result of an extraction.
   *
   * @param exported the file
   * @param found the search that led to it
   * @param accuracy counted on images that chose nothing, or predicted
   * @param predictedTop1 what the accuracy model says
   * @param stated what else was counted; empty if predicted
   * @param kept the budget and the limits, with what the subnet has of each
   * @param verification empty if the budget is for another machine
   * @param attempts how many files were made
   */
  public record Extracted(
      Exported exported,
      Found found,
      Accuracy accuracy,
      double predictedTop1,
      Optional<Stated> stated,
      Prediction prediction,
      List<Kept> kept,
      Optional<Verification> verification,
      int attempts) {
    public Arch arch() {
      return exported.network().arch();
    }
  }

  /**
   * Makes a file for a budget.
   *
   * @throws InfeasibleBudgetException if no architecture is predicted to keep it and the limits
   */
  public Extracted extract(double budgetMs, Effort effort) {
    if (target.timer().isEmpty()) {
      return make(budgetMs, budgetMs, effort);
    }
    BudgetLoop<Extracted> loop =
        new BudgetLoop<>(
            budgetMs,
            effectiveMs -> {
              Extracted made;
              try {
                made = make(budgetMs, effectiveMs, effort);
              } catch (InfeasibleBudgetException e) {
                if (effectiveMs == budgetMs) {
                  throw e;
                }
                return Optional.empty();
              }
              return Optional.of(attempt(made, effectiveMs));
            });
    Extracted best = loop.run().orElseThrow().file();
    return new Extracted(
        best.exported,
        best.found,
        best.accuracy,
        best.predictedTop1,
        best.stated,
        best.prediction,
        best.kept,
        best.verification,
        loop.attempts().size());
  }

  private Attempt<Extracted> attempt(Extracted made, double effectiveMs) {
    Verification verification = made.verification().orElseThrow();
    Standing standing =
        switch (verification.inUsualState().verdict()) {
          case MET -> Standing.MET;
          case MISSED -> Standing.MISSED;
          case UNDECIDED, OTHER_DEVICE, MEASURED -> Standing.UNDECIDED;
        };
    int resolutions = search.resolutions().size();
    Arch largest =
        search.space().largest().withResolution(search.resolutions().get(resolutions - 1));
    return new Attempt<>(
        made,
        made.prediction().boundMs(),
        verification.medianMs(),
        standing,
        search.covers(largest) && search.predict(largest).boundMs() <= effectiveMs);
  }

  private Extracted make(double budgetMs, double effectiveMs, Effort effort) {
    Found found = search.find(effectiveMs, effort);
    Candidate best = found.result().best();
    if (source.images.isPresent()) {
      List<Candidate> finalists = found.result().finalists(FINALISTS);
      Arch chosen = source.images.get().best(finalists.stream().map(Candidate::arch).toList());
      best =
          finalists.stream().filter(each -> each.arch().equals(chosen)).findFirst().orElseThrow();
    }
    Arch arch = best.arch();
    Optional<Stated> stated = source.images.flatMap(those -> those.of(arch));
    double predictedTop1 = best.top1();
    Accuracy accuracy =
        stated
            .map(Stated::accuracy)
            .orElseGet(
                () -> Accuracy.predicted(predictedTop1, "validation images of " + source.dataName));
    Prediction prediction = search.predict(arch);
    Exported exported =
        source.export.export(
            arch,
            accuracy,
            Optional.of(latency(prediction, budgetMs)),
            new ModelProvenance(
                ToolVersion.get(),
                Optional.of(source.supernetSha256),
                Optional.of(ProfileDigest.of(target.profile())),
                OptionalLong.of(effort.seed())));
    return new Extracted(
        exported,
        found,
        accuracy,
        predictedTop1,
        stated,
        prediction,
        search.kept(best, budgetMs),
        target.timer().map(local -> time(local, exported, budgetMs)),
        1);
  }

  private Latency latency(Prediction prediction, double budgetMs) {
    DeviceProfile profile = target.profile();
    return new Latency(
        profile.identity().deviceId(),
        profile.identity().configuration(),
        prediction.latencyMs(),
        prediction.upperMs(),
        profile.circumstances().sentinelUs(),
        OptionalDouble.of(budgetMs));
  }

  private static Verification time(LocalTimer timer, Exported exported, double budgetMs) {
    try {
      return timer.time(exported.onnx(), "extract " + exported.network().arch(), budgetMs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
