package io.edgenas.cli;

import io.edgenas.base.input.Check;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.statistics.Interval;
import io.edgenas.cli.option.DataOption;
import io.edgenas.cli.option.DeviceOption;
import io.edgenas.cli.option.Fp32Profile;
import io.edgenas.cli.option.LimitOptions;
import io.edgenas.cli.option.LimitOptions.Limits;
import io.edgenas.cli.option.SearchOptions;
import io.edgenas.cli.option.StrategyHelp;
import io.edgenas.cli.option.SupernetData;
import io.edgenas.cli.text.AccuracyText;
import io.edgenas.cli.text.KeptText;
import io.edgenas.cli.text.OutlookText;
import io.edgenas.console.CommandFailure;
import io.edgenas.console.ExitCode;
import io.edgenas.console.OutputOptions;
import io.edgenas.console.Texts;
import io.edgenas.data.DataSplits;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.calibrate.LatencyModels;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.pipeline.adapter.SupernetAccuracy;
import io.edgenas.pipeline.adapter.SupernetSession;
import io.edgenas.pipeline.extract.Coverage;
import io.edgenas.pipeline.extract.Extraction;
import io.edgenas.pipeline.extract.Extraction.Extracted;
import io.edgenas.pipeline.extract.ImageJudge.Stated;
import io.edgenas.pipeline.extract.LocalTimer;
import io.edgenas.pipeline.extract.Source;
import io.edgenas.pipeline.extract.SubnetSearch;
import io.edgenas.pipeline.extract.SubnetSearch.Effort;
import io.edgenas.pipeline.extract.Target;
import io.edgenas.pipeline.extract.WidestMetadata;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.command.VerdictText;
import io.edgenas.profiler.command.option.EmulatedOption;
import io.edgenas.profiler.verify.ModelVerifier;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.Pace.Trust;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code edgenas extract}: an ONNX file that keeps a budget. */
@Command(
    name = "extract",
    modelTransformer = StrategyHelp.class,
    description = {
      "Searches the most accurate subnet within a latency budget and writes it as an ONNX file. On"
          + " the profile's machine the file is timed, and another one made if it is too slow or much"
          + " faster than predicted.",
      ""
    })
final class ExtractCommand implements Callable<Integer> {
  private static final int MAX_EVALUATIONS = 10_000;

  @Mixin private OutputOptions output;
  @Mixin private DeviceOption device;
  @Mixin private EmulatedOption emulated;
  @Mixin private SearchOptions options;
  @Mixin private LimitOptions limitOptions;

  @Option(
      names = "--supernet",
      required = true,
      paramLabel = "DIR",
      description = "A trained supernet.")
  private Path supernet;

  @Option(
      names = "--profile",
      required = true,
      paramLabel = "DIR",
      description = "The device profile to search for.")
  private Path profileFolder;

  @Option(
      names = "--budget-ms",
      required = true,
      paramLabel = "X",
      description = "Largest latency of one run, in milliseconds.")
  private double budgetMs;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, ending in .onnx; its metadata goes beside it as .json.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "Evaluate promising subnets on validation images of this data set, choose by others, and"
              + " state the accuracy on images that choose nothing:"
              + " ${bundle:data.forms}. Needed where the supernet's folder holds no images for"
              + " recalibrating batch norm.")
  private String data;

  @Option(
      names = "--evaluate",
      paramLabel = "N",
      defaultValue = "" + Extraction.DEFAULT_EVALUATIONS,
      description =
          "With --data: subnets evaluated on images, in rounds of fitting the accuracy model,"
              + " searching and evaluating (default: ${DEFAULT-VALUE}).")
  private int evaluations;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "" + ModelVerifier.DEFAULT_SECONDS,
      description = "Time for timing a file (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(
      names = "--require-verified",
      description = "End with exit code 4 if the file was not found to keep the budget.")
  private boolean requireVerified;

  @Override
  public Integer call() throws IOException {
    Check.positive("--budget-ms", budgetMs);
    Effort effort = options.effort();
    Check.range("--evaluate", evaluations, 0, MAX_EVALUATIONS);
    Duration limit = Duration.ofNanos((long) (1e9 * ModelVerifier.checkSeconds(seconds)));
    EngineSettings engine = device.settings();
    ExportedModel.jsonBeside(out);
    AtomicFiles.requireWritableFolder(out.toAbsolutePath().getParent());
    ExportedModel.requireWritable(out);
    SupernetFolder folder = SupernetFolder.open(supernet);
    SupernetDescription description = folder.description();
    SupernetData.requireUsable(folder, data != null);
    SearchSpace space = description.space();
    DeviceProfile profile = emulated.check(Fp32Profile.read(profileFolder));
    LatencyModel latency = LatencyModels.of(profile, space);
    String dataName = data == null ? Source.TRAINING_DATA : data;
    Limits limits =
        limitOptions.limits(
            space, emulated::check, new WidestMetadata(description, profile, dataName));
    List<Integer> known = options.resolutions(description.task().resolutions());
    Coverage coverage = Coverage.of(space, description.task(), known, limits.devices(latency));
    coverage.notes().forEach(output::note);
    SubnetSearch search =
        new SubnetSearch(
            space,
            description.task(),
            coverage.covered(),
            latency,
            SupernetAccuracy.read(folder).model(),
            limits.limits());
    search.requireFeasible(budgetMs, effort.seed());
    Optional<DataSplits> splits = Optional.ofNullable(data).map(d -> splits(d, description));
    try (SupernetSession session = SupernetSession.open(supernet, engine)) {
      Extraction extraction =
          new Extraction(
              new Source(
                  session,
                  splits.map(session::recalibrationImages).orElseGet(session::recalibrationImages),
                  splits.map(HeldOut::of),
                  dataName),
              new Target(search, profile, LocalTimer.of(profile, space, Trust.CLAIMED, limit)));
      return write(extraction.extract(budgetMs, effort, evaluations), budgetMs);
    }
  }

  private DataSplits splits(String text, SupernetDescription description) {
    DataSplits splits = DataOption.open(text, supernet, description.space(), output);
    SupernetData.requireSameTask(description, splits, text);
    SupernetData.otherData(description, splits, text).ifPresent(output::note);
    return splits;
  }

  private int write(Extracted extracted, double budgetMs) throws IOException {
    Optional<Verification> verification = extracted.verification();
    if (verification.isPresent() && verification.get().verdict() == Verdict.MISSED) {
      throw new CommandFailure(ExitCode.BUDGET_MISSED, missed(extracted, budgetMs));
    }
    ExportedModel.write(out, extracted.exported().onnx(), extracted.exported().metadata());
    output.result(text(extracted, budgetMs), toJson(extracted, budgetMs));
    boolean verified = verification.isPresent() && verification.get().verdict() == Verdict.MET;
    return requireVerified && !verified ? ExitCode.UNVERIFIED : ExitCode.DONE;
  }

  private static String missed(Extracted extracted, double budgetMs) {
    Verification timed = extracted.verification().orElseThrow();
    return "missed: the fastest of "
        + extracted.attempts()
        + " files made takes "
        + Texts.ms(timed.asTimed().medianMs())
        + " here"
        + timed
            .corrected()
            .map(usual -> ", and " + Texts.ms(usual.medianMs()) + " in the profile's state of it")
            .orElse("")
        + ", the budget is "
        + Texts.ms(budgetMs)
        + "; nothing was written. Profile this machine again if it was busy, or raise the budget";
  }

  private static String measured(Verification timed) {
    String state = VerdictText.profileState(timed);
    return timed.verdict().text()
        + ", measured "
        + Texts.ms(timed.asTimed().medianMs())
        + (state.isEmpty() ? "" : "\n" + state);
  }

  private String text(Extracted extracted, double budgetMs) {
    String measured =
        extracted
            .verification()
            .map(ExtractCommand::measured)
            .orElse("not verified: this machine, or its configuration, is not the profile's");
    return Texts.path(out)
        + ": "
        + extracted.arch()
        + "\n"
        + accuracy(extracted)
        + "; predicted latency "
        + Texts.ms(extracted.prediction().latencyMs())
        + (extracted.prediction().upperMs().isPresent()
            ? " (at most " + Texts.ms(extracted.prediction().boundMs()) + ")"
            : " (unvalidated)")
        + ", budget "
        + Texts.ms(budgetMs)
        + ": "
        + measured
        + KeptText.line(extracted.kept());
  }

  private static String accuracy(Extracted extracted) {
    Accuracy accuracy = extracted.accuracy();
    if (extracted.stated().isEmpty()) {
      return Texts.percent(accuracy.top1())
          + " predicted top-1, not measured (no images that chose nothing: give --data)";
    }
    Stated stated = extracted.stated().get();
    return AccuracyText.of(accuracy.top1(), accuracy.interval().orElseThrow())
        + " top-1 on "
        + accuracy.images()
        + " "
        + accuracy.data()
        + ", "
        + AccuracyText.of(stated.balancedTop1(), stated.balancedInterval())
        + " balanced over classes";
  }

  private Map<String, Object> toJson(Extracted extracted, double budgetMs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", extracted.arch().toString());
    json.put("top1", extracted.accuracy().top1());
    json.put("top1_basis", extracted.accuracy().basis().name().toLowerCase(Locale.ROOT));
    json.put("top1_low", extracted.accuracy().interval().map(Interval::low).orElse(null));
    json.put("top1_high", extracted.accuracy().interval().map(Interval::high).orElse(null));
    json.put("images", extracted.accuracy().images());
    json.put("data", extracted.accuracy().data());
    json.put("predicted_top1", extracted.predictedTop1());
    Optional<Stated> stated = extracted.stated();
    json.put("balanced_top1", stated.map(Stated::balancedTop1).orElse(null));
    json.put("balanced_low", stated.map(s -> s.balancedInterval().low()).orElse(null));
    json.put("balanced_high", stated.map(s -> s.balancedInterval().high()).orElse(null));
    json.put("outlook", OutlookText.toJson(extracted.outlook()));
    json.put("latency_ms", extracted.prediction().latencyMs());
    json.put(
        "upper_ms",
        extracted.prediction().upperMs().isPresent()
            ? extracted.prediction().upperMs().getAsDouble()
            : null);
    json.put("unvalidated", extracted.prediction().upperMs().isEmpty());
    json.put("budget_ms", budgetMs);
    json.put("constraints", KeptText.toJson(extracted.kept()));
    json.put("strategy", extracted.found().result().strategy());
    json.put("strategy_options", options.strategyOptions());
    json.put("evaluations", extracted.found().result().evaluations());
    json.put("seconds", extracted.found().seconds());
    json.put("seed", extracted.found().result().seed());
    json.put("file", out.toString());
    Optional<Verification> timed = extracted.verification();
    Optional<Measured> corrected = timed.flatMap(Verification::corrected);
    json.put("measured_ms", timed.map(v -> v.asTimed().medianMs()).orElse(null));
    json.put("verdict", timed.map(v -> v.verdict().text()).orElse(null));
    json.put("uncorrected_verdict", timed.map(v -> v.asTimed().verdict().text()).orElse(null));
    json.put("corrected_ms", corrected.map(Measured::medianMs).orElse(null));
    json.put("corrected_verdict", corrected.map(m -> m.verdict().text()).orElse(null));
    json.put(
        "slowness",
        timed.isPresent() && timed.get().slowness().isPresent()
            ? timed.get().slowness().getAsDouble()
            : null);
    json.put("attempts", extracted.attempts());
    return json;
  }
}
