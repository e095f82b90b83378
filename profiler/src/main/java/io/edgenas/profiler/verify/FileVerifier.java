package io.edgenas.profiler.verify;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.base.output.WriteFailure;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.guard.OnnxGuard;
import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times ONNX files in the configuration that they were made for and writes down what came of it.
 * The file is read once: what is hashed is what is timed. What it says of itself is checked and
 * shown, and decides nothing but what is asked: configuration and budget, where the caller gives
 * none. The caller holds the machine's lock.
 */
public final class FileVerifier {
  /** Version of the file that is written. */
  public static final int SCHEMA = 2;

  private static final Pattern CONFIGURATION =
      Pattern.compile("([a-z0-9_-]{1,32})-fp32-t([1-9][0-9]{0,3})-b1(-o[0-9a-f]{8})?");

  private final Host host;
  private final String deviceId;
  private final Clock clock;
  private final FileTimer timer;

  /**
   * @param deviceId id of this machine
   * @param timer {@link ForeignFileTimer} for files that somebody else may have made
   */
  public FileVerifier(Host host, String deviceId, Clock clock, FileTimer timer) {
    this.host = host;
    this.deviceId = deviceId;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * How to verify a file.
   *
   * @param config configuration asked for; else the one the file names, else one thread on the CPU
   * @param usual the state of the machine to judge by as well; empty to judge as timed
   * @param budgetMs budget asked for; else the one the file names, if any
   * @param limit see {@link ModelVerifier#verify}
   */
  public record Request(
      Optional<RuntimeConfig> config,
      Optional<UsualPace> usual,
      OptionalDouble budgetMs,
      Duration limit) {}

  /**
   * A file that was timed.
   *
   * @param sha256 of the bytes that were timed
   * @param configuration it was timed in, as {@code cpu-fp32-t1-b1}
   * @param reason why the verdict is {@code other-device}; empty otherwise
   */
  public record Verified(
      Path file,
      String sha256,
      ProfileIdentity identity,
      String configuration,
      Verification verification,
      Optional<String> reason,
      Map<String, Object> json) {}

  /**
   * Times a file. Nothing is written, see {@link #write}.
   *
   * @throws BadInputException if the file is refused, did not survive, or names a configuration
   *     that cannot be had here
   */
  public Verified verify(Path file, Request request) {
    request.budgetMs().ifPresent(ModelVerifier::checkBudget);
    byte[] onnx = InputFile.bytes(file, OnnxGuard.MAX_BYTES);
    Optional<Latency> intended = metadata(onnx, file.toString()).flatMap(ModelMetadata::latency);
    RuntimeConfig config =
        request
            .config()
            .orElseGet(
                () ->
                    intended
                        .map(latency -> configOf(file, latency.configuration()))
                        .orElse(RuntimeConfig.DEFAULT));
    OptionalDouble budget =
        request.budgetMs().isPresent()
            ? request.budgetMs()
            : intended.map(Latency::budgetMs).orElse(OptionalDouble.empty());
    ProfileIdentity identity = host.identity(deviceId, config, Precision.FP32, 1);
    Optional<String> reason = intended.flatMap(latency -> otherDevice(latency, identity));
    Verification timed =
        timer.time(
            onnx,
            new FileTimer.Task(
                file.toString(),
                config,
                reason.isPresent() ? Optional.empty() : request.usual(),
                budget,
                request.limit()));
    Verification judged = reason.isPresent() ? timed.onOtherDevice() : timed;
    String sha256 = Sha256.of(onnx);
    return new Verified(
        file,
        sha256,
        identity,
        identity.configuration(),
        judged,
        reason,
        json(file, sha256, identity, judged));
  }

  /**
   * Returns where the result for a file is written: {@code <name>.<device-id>.verified.json} beside
   * it.
   */
  public Path resultFile(Path file) {
    String name = file.getFileName().toString().replaceAll("\\.onnx$", "");
    return file.resolveSibling(name + "." + deviceId + ".verified.json");
  }

  /**
   * Why the result for a file cannot be written, to be said before time is spent on it.
   *
   * @return empty if it can be
   */
  public Optional<String> unwritable(Path file) {
    Path result = resultFile(file);
    if (Files.isDirectory(result)) {
      return Optional.of(result + " is a folder");
    }
    Path aside = result.resolveSibling("." + result.getFileName() + ".writable");
    try {
      Files.createFile(aside);
      Files.delete(aside);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(WriteFailure.explained(result, e).getMessage());
    }
  }

  /**
   * Writes the result for a file.
   *
   * @throws IOException if that is impossible
   */
  public void write(Verified verified) throws IOException {
    AtomicFiles.write(resultFile(verified.file()), Json.pretty(verified.json()));
  }

  /** Empty for files that are not ours. */
  private static Optional<ModelMetadata> metadata(byte[] onnx, String source) {
    Map<String, String> properties = ExportedModel.properties(onnx, source);
    return properties.containsKey("edgenas.schema")
        ? Optional.of(ModelMetadata.fromProperties(properties, source))
        : Optional.empty();
  }

  private RuntimeConfig configOf(Path file, String configuration) {
    Matcher matcher = CONFIGURATION.matcher(configuration);
    if (!matcher.matches()) {
      throw new BadInputException(
          "%s was made for the configuration '%s', which cannot be timed: fp32 and batch 1 only"
              .formatted(file, Check.shown(configuration)));
    }
    if (matcher.group(3) != null) {
      throw new BadInputException(
          "%s was made for the configuration '%s', which names a digest of the provider's options"
                  .formatted(file, configuration)
              + " only: give --provider, --provider-option and --threads as in the profile");
    }
    int threads = Integer.parseInt(matcher.group(2));
    if (threads > host.cores()) {
      throw new BadInputException(
          "%s asks for %d threads in its configuration '%s', this machine has %d processors: give"
                  .formatted(file, threads, configuration, host.cores())
              + " --threads to say how it is to be timed here");
    }
    return new RuntimeConfig(matcher.group(1), Collections.emptySortedMap(), threads);
  }

  private static Optional<String> otherDevice(Latency intended, ProfileIdentity identity) {
    if (!intended.device().equals(identity.deviceId())) {
      return Optional.of(
          "the file is for device %s, this is %s: give --device %1$s if they are the same"
              .formatted(Check.shown(intended.device()), identity.deviceId()));
    }
    if (!intended.configuration().equals(identity.configuration())) {
      return Optional.of(
          "the file is for configuration %s, timed was %s"
              .formatted(Check.shown(intended.configuration()), identity.configuration()));
    }
    return Optional.empty();
  }

  private Map<String, Object> json(
      Path file, String sha256, ProfileIdentity identity, Verification verification) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("file", file.getFileName().toString());
    json.put("sha256", sha256);
    json.put("device", identity.deviceId());
    json.put("configuration", identity.configuration());
    json.put("cpu", identity.cpu());
    json.put("board", identity.board());
    json.put("power_mode", identity.powerMode());
    json.put("provider_options", identity.providerOptions());
    json.put("verdict", verification.verdict().text());
    OptionalDouble budget = verification.budgetMs();
    json.put("budget_ms", budget.isPresent() ? budget.getAsDouble() : null);
    Map<String, Object> asTimed = toJson(verification.asTimed());
    json.put("uncorrected_verdict", asTimed.remove("verdict"));
    json.putAll(asTimed);
    OptionalDouble slowness = verification.slowness();
    json.put("slowness", slowness.isPresent() ? slowness.getAsDouble() : null);
    json.put("corrected", verification.corrected().map(FileVerifier::toJson).orElse(null));
    json.put("runs", verification.runs());
    json.put("seconds", verification.seconds());
    json.put("onnx_runtime", OrtRuntime.version());
    json.put("tool_version", ToolVersion.get());
    json.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return json;
  }

  private static Map<String, Object> toJson(Measured measured) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", measured.verdict().text());
    json.put("median_ms", measured.medianMs());
    json.put("p90_ms", measured.p90Ms());
    json.put("ci_low_ms", measured.intervalMs().low());
    json.put("ci_high_ms", measured.intervalMs().high());
    return json;
  }
}
