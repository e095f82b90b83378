package io.edgenas.cli;

import io.edgenas.cli.adapter.AccuracyModelFile;
import io.edgenas.cli.adapter.OnnxAccuracy;
import io.edgenas.cli.adapter.SupernetSession;
import io.edgenas.cli.job.Extraction;
import io.edgenas.cli.job.Extraction.Extracted;
import io.edgenas.cli.job.LocalTimer;
import io.edgenas.cli.job.SubnetSearch;
import io.edgenas.cli.job.SubnetSearch.Effort;
import io.edgenas.export.ExportedModel;
import io.edgenas.latency.LatencyModel;
import io.edgenas.latency.LatencyModels;
import io.edgenas.output.AtomicFiles;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profiler.ModelVerifier;
import io.edgenas.profiler.ModelVerifier.Verdict;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.profiler.command.CommandFailure;
import io.edgenas.profiler.command.EmulatedOption;
import io.edgenas.profiler.command.ExitCode;
import io.edgenas.profiler.command.OutputOptions;
import io.edgenas.profiler.command.Texts;
import io.edgenas.space.SearchSpace;
import io.edgenas.supernet.data.DataSplits;
import io.edgenas.supernet.engine.EngineSettings;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code edgenas extract}: an ONNX file that keeps a budget. */
@Command(
    name = "extract",
    description = {
      "Searches the most accurate subnet within a latency budget and writes it as an ONNX file. On"
          + " the profile's machine the file is timed, and another one made if it is too slow or"
          + " leaves much of the budget unused.",
      ""
    })
final class ExtractCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;
  @Mixin private DeviceOption device;
  @Mixin private EmulatedOption emulated;
  @Mixin private SearchOptions options;

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
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, ending in .onnx; its metadata goes beside it as .json.")
  private Path out;

  @Option(
      names = "--data",
      paramLabel = "D",
      description =
          "Judge the best predicted subnets on validation images of this data set, and choose by"
              + " that: bundled, idx:DIR, cifar10:DIR or images:DIR. Needed where the supernet's"
              + " folder holds no images for recalibrating batch norm.")
  private String data;

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
    double budgetMs = options.budgetMs();
    Effort effort = options.effort();
    Duration limit = Duration.ofNanos((long) (1e9 * ModelVerifier.checkSeconds(seconds)));
    EngineSettings engine = device.settings();
    ExportedModel.jsonBeside(out);
    AtomicFiles.requireWritableFolder(out.toAbsolutePath().getParent());
    ExportedModel.requireWritable(out);
    SupernetDescription description = SupernetFolder.open(supernet).description();
    SearchSpace space = description.space();
    DeviceProfile profile = emulated.check(Fp32Profile.read(profileFolder));
    LatencyModel latency = LatencyModels.of(profile, space);
    Optional<DataSplits> splits = Optional.ofNullable(data).map(d -> splits(d, description));
    try (OnnxAccuracy accuracy =
            AccuracyModelFile.open(AccuracyModelFile.existing(supernet), space);
        SupernetSession session = SupernetSession.open(supernet, engine)) {
      SubnetSearch search =
          new SubnetSearch(
              space,
              description.task(),
              options.resolutions(accuracy.resolutions()),
              latency,
              accuracy);
      Extraction extraction =
          new Extraction(
              session,
              search,
              profile,
              splits.map(session::recalibrationImages).orElseGet(session::recalibrationImages),
              splits.map(DataSplits::validation),
              data == null ? "validation images of the training data" : data,
              LocalTimer.of(profile, space, limit));
      return write(extraction.extract(budgetMs, effort), budgetMs);
    }
  }

  private DataSplits splits(String text, SupernetDescription description) {
    DataSplits splits = DataOption.open(text, supernet, description.input().size(), output);
    SupernetData.requireSameTask(description, splits, text);
    return splits;
  }

  private int write(Extracted extracted, double budgetMs) throws IOException {
    Optional<Verification> verification = extracted.verification();
    if (verification.isPresent() && verification.get().verdict() == Verdict.MISSED) {
      throw new CommandFailure(
          ExitCode.BUDGET_MISSED,
          "missed: the fastest of "
              + extracted.attempts()
              + " files made takes "
              + Texts.ms(verification.get().medianMs())
              + " here, the budget is "
              + Texts.ms(budgetMs)
              + "; nothing was written. Profile this machine again if it was busy, or raise the"
              + " budget");
    }
    ExportedModel.write(out, extracted.exported().onnx(), extracted.exported().metadata());
    output.result(text(extracted, budgetMs), toJson(extracted, budgetMs));
    boolean verified = verification.isPresent() && verification.get().verdict() == Verdict.MET;
    return requireVerified && !verified ? ExitCode.UNVERIFIED : ExitCode.DONE;
  }

  private String text(Extracted extracted, double budgetMs) {
    String measured =
        extracted
            .verification()
            .map(v -> v.verdict().text() + ", measured " + Texts.ms(v.medianMs()))
            .orElse("not verified: this machine is not the profile's");
    return out
        + ": "
        + extracted.arch()
        + "\n"
        + Texts.percent(extracted.accuracy().top1())
        + " top-1 ("
        + extracted.accuracy().basis().name().toLowerCase(java.util.Locale.ROOT)
        + (extracted.balancedTop1().isPresent()
            ? "; " + Texts.percent(extracted.balancedTop1().getAsDouble()) + " balanced"
            : "")
        + "), predicted "
        + Texts.ms(extracted.prediction().latencyMs())
        + (extracted.prediction().upperMs().isPresent()
            ? " (at most " + Texts.ms(extracted.prediction().boundMs()) + ")"
            : " (unvalidated)")
        + ", budget "
        + Texts.ms(budgetMs)
        + ": "
        + measured;
  }

  private Map<String, Object> toJson(Extracted extracted, double budgetMs) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("arch", extracted.arch().toString());
    json.put("top1", extracted.accuracy().top1());
    json.put(
        "balanced_top1",
        extracted.balancedTop1().isPresent() ? extracted.balancedTop1().getAsDouble() : null);
    json.put("latency_ms", extracted.prediction().latencyMs());
    json.put(
        "upper_ms",
        extracted.prediction().upperMs().isPresent()
            ? extracted.prediction().upperMs().getAsDouble()
            : null);
    json.put("unvalidated", extracted.prediction().upperMs().isEmpty());
    json.put("budget_ms", budgetMs);
    json.put("evaluations", extracted.found().evaluations());
    json.put("seconds", extracted.found().seconds());
    json.put("seed", extracted.found().result().seed());
    json.put("file", out.toString());
    json.put("measured_ms", extracted.verification().map(Verification::medianMs).orElse(null));
    json.put("verdict", extracted.verification().map(v -> v.verdict().text()).orElse(null));
    json.put("attempts", extracted.attempts());
    return json;
  }
}
