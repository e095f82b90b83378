package io.edgenas.cli.job;

import io.edgenas.cli.adapter.ProfileDigest;
import io.edgenas.cli.adapter.SupernetSession;
import io.edgenas.cli.job.BudgetLoop.Attempt;
import io.edgenas.cli.job.BudgetLoop.Standing;
import io.edgenas.cli.job.SubnetExport.Exported;
import io.edgenas.cli.job.SubnetSearch.Effort;
import io.edgenas.cli.job.SubnetSearch.Found;
import io.edgenas.export.Accuracy;
import io.edgenas.export.Latency;
import io.edgenas.export.Provenance;
import io.edgenas.latency.Prediction;
import io.edgenas.output.ToolVersion;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.search.Candidate;
import io.edgenas.search.InfeasibleBudgetException;
import io.edgenas.space.ArchSpec;
import io.edgenas.supernet.data.Dataset;
import io.edgenas.supernet.train.Evaluation;
import io.edgenas.supernet.train.Evaluator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** From a budget to a file that keeps it: search, re-evaluation, export, measurement. */
public final class Extraction {
  /** The best predicted subnets that are judged on images where there are any. */
  private static final int FINALISTS = 16;

  private final SupernetSession session;
  private final SubnetSearch search;
  private final SubnetExport export;
  private final Optional<Evaluator> evaluator;
  private final String dataName;
  private final Optional<LocalTimer> timer;
  private final DeviceProfile profile;
  private final String supernetSha256;
  private final Map<ArchSpec, Evaluation> judged = new HashMap<>();

  /**
   * @param recalibration training images for batch norm
   * @param validation images by which finalists are judged; empty to trust the prediction
   * @param dataName what metadata calls the data set
   * @param timer for this machine; empty if the profile is of another
   * @throws IOException if the supernet's weights cannot be read
   */
  public Extraction(
      SupernetSession session,
      SubnetSearch search,
      DeviceProfile profile,
      Dataset recalibration,
      Optional<Dataset> validation,
      String dataName,
      Optional<LocalTimer> timer)
      throws IOException {
    this.session = session;
    this.search = search;
    this.export = new SubnetExport(session, recalibration);
    this.evaluator =
        validation.map(
            images ->
                new Evaluator(
                    session.supernet(), session.description().input(), recalibration, images));
    this.dataName = dataName;
    this.timer = timer;
    this.profile = profile;
    this.supernetSha256 = session.weightsSha256();
  }

  /**
   * What came of it.
   *
   * @param exported the file
   * @param found the search that led to it
   * @param accuracy judged on images, or predicted
   * @param balancedTop1 mean of the classes' recalls; empty if predicted
   * @param verification empty if the budget is for another machine
   * @param attempts how many files were made
   */
  public record Extracted(
      Exported exported,
      Found found,
      Accuracy accuracy,
      OptionalDouble balancedTop1,
      Prediction prediction,
      Optional<Verification> verification,
      int attempts) {
    public ArchSpec arch() {
      return exported.network().arch();
    }
  }

  /**
   * Makes a file for a budget.
   *
   * @throws InfeasibleBudgetException if no architecture is predicted to keep it
   */
  public Extracted extract(double budgetMs, Effort effort) {
    if (timer.isEmpty()) {
      return make(budgetMs, budgetMs, effort);
    }
    Extracted[] made = new Extracted[1];
    BudgetLoop<Extracted> loop =
        new BudgetLoop<>(
            budgetMs,
            effectiveMs -> {
              try {
                made[0] = make(budgetMs, effectiveMs, effort);
              } catch (InfeasibleBudgetException e) {
                if (effectiveMs == budgetMs) {
                  throw e;
                }
                return Optional.empty();
              }
              return Optional.of(attempt(made[0], effectiveMs));
            });
    Extracted best = loop.run().orElseThrow().file();
    return new Extracted(
        best.exported,
        best.found,
        best.accuracy,
        best.balancedTop1,
        best.prediction,
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
    ArchSpec largest =
        search.space().largest().withResolution(search.resolutions().get(resolutions - 1));
    return new Attempt<>(
        made,
        made.prediction().boundMs(),
        verification.medianMs(),
        standing,
        search.predict(largest).boundMs() <= effectiveMs);
  }

  private Extracted make(double budgetMs, double effectiveMs, Effort effort) {
    Found found = search.find(effectiveMs, effort);
    Candidate best = found.result().best();
    Accuracy accuracy = new Accuracy(clamped(best.top1()), Accuracy.Basis.PREDICTED, 0, dataName);
    OptionalDouble balancedTop1 = OptionalDouble.empty();
    ArchSpec arch = best.arch();
    if (evaluator.isPresent()) {
      Evaluation evaluation = bestOf(found, evaluator.get());
      arch = evaluation.arch();
      balancedTop1 = OptionalDouble.of(evaluation.recall().balancedTop1());
      accuracy =
          new Accuracy(
              evaluation.top1(), Accuracy.Basis.MEASURED, evaluation.imageCount(), dataName);
    }
    Prediction prediction = search.predict(arch);
    Exported exported =
        export.export(
            arch,
            accuracy,
            Optional.of(latency(prediction, budgetMs)),
            new Provenance(
                ToolVersion.get(),
                Optional.of(supernetSha256),
                Optional.of(ProfileDigest.of(profile)),
                OptionalLong.of(effort.seed())));
    return new Extracted(
        exported,
        found,
        accuracy,
        balancedTop1,
        prediction,
        timer.map(local -> time(local, exported, budgetMs)),
        1);
  }

  private Evaluation bestOf(Found found, Evaluator judge) {
    Evaluation best = null;
    for (Candidate candidate : found.result().finalists(FINALISTS)) {
      Evaluation evaluation = judged.computeIfAbsent(candidate.arch(), judge::evaluate);
      best = best == null || evaluation.top1() > best.top1() ? evaluation : best;
    }
    return best;
  }

  private Latency latency(Prediction prediction, double budgetMs) {
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

  /** A linear model may leave 0 to 1 at the ends of a space. */
  private static double clamped(double top1) {
    return Math.max(0, Math.min(1, top1));
  }
}
