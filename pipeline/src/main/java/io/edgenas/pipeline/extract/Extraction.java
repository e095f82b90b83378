package io.edgenas.pipeline.extract;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.latency.Prediction;
import io.edgenas.network.Arch;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.pipeline.adapter.NetworkFigure;
import io.edgenas.pipeline.adapter.ProfileDigest;
import io.edgenas.pipeline.extract.BudgetLoop.Attempt;
import io.edgenas.pipeline.extract.BudgetLoop.Standing;
import io.edgenas.pipeline.extract.ImageJudge.Stated;
import io.edgenas.pipeline.extract.SubnetExport.Exported;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.SubnetSearch.Found;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.search.accuracy.AccuracyModel;
import io.edgenas.search.accuracy.Belief;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** Goes from a budget to a file that keeps it: search, re-evaluation, export, measurement. */
public final class Extraction {
  /** Subnets evaluated on images for a budget, where there are any. */
  public static final int DEFAULT_EVALUATIONS = 24;

  /** The best predicted subnets that other images choose from. */
  private static final int FINALISTS = 8;

  /** What a file made again for another effective budget may evaluate of what the first one may. */
  private static final int AGAIN = 4;

  private final Source source;
  private final Target target;

  public Extraction(Source source, Target target) {
    this.source = source;
    this.target = target;
  }

  /**
   * The result of an extraction.
   *
   * @param exported the file
   * @param found the search that led to it
   * @param outlook what else there is, where accuracies are as the rounds left them
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
      Outlook outlook,
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
   * @param evaluations of subnets on images, where there are any
   * @throws InfeasibleBudgetException if no architecture is predicted to keep it and the limits
   */
  public Extracted extract(double budgetMs, Effort effort, int evaluations) {
    if (target.timer().isEmpty()) {
      return make(budgetMs, budgetMs, effort, evaluations);
    }
    AtomicInteger left = new AtomicInteger(evaluations);
    BudgetLoop<Extracted> loop =
        new BudgetLoop<>(
            budgetMs,
            effectiveMs -> {
              Extracted made;
              try {
                made = make(budgetMs, effectiveMs, effort, left.getAndSet(evaluations / AGAIN));
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
        best.outlook,
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
    double boundMs = made.prediction().boundMs();
    return new Attempt<>(
        made, boundMs, verification.medianMs(), standing, boundMs < BudgetLoop.LOOSE * effectiveMs);
  }

  private Extracted make(double budgetMs, double effectiveMs, Effort effort, int evaluations) {
    source.rounds.ifPresent(
        rounds -> rounds.spend(target.search(), effectiveMs, evaluations, effort.seed()));
    AccuracyModel model = source.rounds.map(Rounds::model).orElse(source.accuracy.model());
    SubnetSearch search = target.search().withAccuracy(model);
    Found found = search.find(effectiveMs, effort);
    List<Finalist> ranked = ranked(found.result().finalists(FINALISTS), model);
    Outlook outlook = Outlook.of(search, model, ranked, effectiveMs, effort, source.learningImages);
    Candidate best = ranked.get(0).candidate();
    Arch arch = best.arch();
    Optional<Stated> stated = source.images.flatMap(those -> those.stated(arch));
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
        outlook,
        accuracy,
        predictedTop1,
        stated,
        prediction,
        kept(search.kept(best, budgetMs), exported),
        target.timer().map(local -> time(local, exported, budgetMs)),
        1);
  }

  /** With the size of the very file, whose metadata were not known when it was chosen. */
  private static List<Kept> kept(List<Kept> predicted, Exported exported) {
    return predicted.stream()
        .map(
            each ->
                each.name().equals(NetworkFigure.FILE_SIZE)
                    ? each.withValue(exported.onnx().length)
                    : each)
        .toList();
  }

  private List<Finalist> ranked(List<Candidate> finalists, AccuracyModel model) {
    List<Arch> archs = finalists.stream().map(Candidate::arch).toList();
    List<Belief> beliefs = model.beliefs(archs);
    Optional<ImageJudge> judge = source.images.filter(ImageJudge::chooses);
    if (judge.isEmpty()) {
      return Finals.rank(finalists, beliefs);
    }
    double noise = Finals.noise(model.noise(), source.learningImages, finalists.get(0).top1());
    return Finals.rank(finalists, beliefs, judge.get().chosen(archs), noise);
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
