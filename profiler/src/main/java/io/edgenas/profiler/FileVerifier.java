package io.edgenas.profiler;

import io.edgenas.export.Latency;
import io.edgenas.export.ModelMetadata;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.output.AtomicFiles;
import io.edgenas.output.Json;
import io.edgenas.output.Sha256;
import io.edgenas.output.ToolVersion;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.ModelVerifier.Verification;
import io.edgenas.profiler.host.Host;
import io.edgenas.runtime.OnnxModel;
import io.edgenas.runtime.OrtRuntime;
import io.edgenas.runtime.RuntimeConfig;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.space.Spaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times ONNX files in the configuration that they were made for and writes down what came of it.
 * The caller holds the machine's lock.
 */
public final class FileVerifier {
  /** Version of the file that is written. */
  public static final int SCHEMA = 1;

  private static final Pattern CONFIGURATION =
      Pattern.compile("([a-z0-9_-]{1,32})-fp32-t([1-9][0-9]{0,3})-b1(-o[0-9a-f]{8})?");
  private static final long INPUT_SEED = 1;

  private final Host host;
  private final String deviceId;
  private final Clock clock;
  private final LongSupplier nanoClock;

  /**
   * @param deviceId id of this machine
   * @param nanoClock monotonic, in nanoseconds, for measuring
   */
  public FileVerifier(Host host, String deviceId, Clock clock, LongSupplier nanoClock) {
    this.host = host;
    this.deviceId = deviceId;
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  /**
   * A file that was timed.
   *
   * @param sha256 of the file
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
   * Times a file and writes {@code <name>.<device-id>.verified.json} beside it.
   *
   * @param given configuration asked for; else the one the file names, else one thread on the CPU
   * @param budgetMs budget asked for; else the one the file names, if any
   * @param limit see {@link ModelVerifier#verify}
   * @throws BadInputException if the file is refused, or names a configuration that cannot be had
   *     here
   * @throws IOException if the result cannot be written
   */
  public Verified verify(
      Path file, Optional<RuntimeConfig> given, OptionalDouble budgetMs, Duration limit)
      throws IOException {
    budgetMs.ifPresent(ModelVerifier::checkBudget);
    Optional<ModelMetadata> metadata = metadata(file);
    Optional<Latency> intended = metadata.flatMap(ModelMetadata::latency);
    RuntimeConfig config =
        given.orElseGet(
            () ->
                intended
                    .map(latency -> configOf(file, latency.configuration()))
                    .orElse(RuntimeConfig.DEFAULT));
    OptionalDouble budget =
        budgetMs.isPresent()
            ? budgetMs
            : intended.map(Latency::budgetMs).orElse(OptionalDouble.empty());
    String sha256 = Sha256.of(file);
    ProfileIdentity identity = host.identity(deviceId, config, Precision.FP32, 1);
    Optional<String> reason = intended.flatMap(latency -> otherDevice(latency, identity));
    Verification verification =
        time(file, sha256, config, reason.isPresent() ? Optional.empty() : metadata, budget, limit);
    Verification judged = reason.isPresent() ? verification.onOtherDevice() : verification;
    Verified verified =
        new Verified(
            file,
            sha256,
            identity,
            identity.configuration(),
            judged,
            reason,
            json(file, sha256, identity, judged));
    AtomicFiles.write(resultFile(file), Json.pretty(verified.json()));
    return verified;
  }

  private Verification time(
      Path file,
      String sha256,
      RuntimeConfig config,
      Optional<ModelMetadata> intended,
      OptionalDouble budget,
      Duration limit) {
    Optional<Pace> pace = intended.flatMap(metadata -> pace(metadata, config));
    try (TimedModel model = TimedModel.of(OnnxModel.load(file, config), sha256, INPUT_SEED)) {
      return new ModelVerifier(nanoClock).verify(model, pace, budget, limit);
    } finally {
      pace.ifPresent(Pace::close);
    }
  }

  /** Known where the file says what the sentinel took and its space is a built-in one. */
  private static Optional<Pace> pace(ModelMetadata metadata, RuntimeConfig config) {
    SpaceIdentity identity = metadata.space();
    OptionalDouble sentinelUs =
        metadata.latency().map(Latency::sentinelUs).orElse(OptionalDouble.empty());
    if (sentinelUs.isEmpty() || !Spaces.BUILT_IN.contains(identity.name())) {
      return Optional.empty();
    }
    SearchSpace space = Spaces.builtIn(identity.name());
    return SpaceIdentity.of(space).equals(identity)
        ? Optional.of(Pace.of(space, sentinelUs.getAsDouble(), config))
        : Optional.empty();
  }

  /** Where the result for a file is written. */
  public Path resultFile(Path file) {
    String name = file.getFileName().toString().replaceAll("\\.onnx$", "");
    return file.resolveSibling(name + "." + deviceId + ".verified.json");
  }

  /** Empty for files that are not ours. */
  private static Optional<ModelMetadata> metadata(Path file) {
    Map<String, String> metadata;
    try (OnnxModel model = OnnxModel.load(file, RuntimeConfig.DEFAULT)) {
      metadata = model.metadata();
    }
    return metadata.containsKey("edgenas.schema")
        ? Optional.of(ModelMetadata.fromProperties(metadata, file.toString()))
        : Optional.empty();
  }

  private static RuntimeConfig configOf(Path file, String configuration) {
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
    return new RuntimeConfig(
        matcher.group(1), Collections.emptySortedMap(), Integer.parseInt(matcher.group(2)));
  }

  private static Optional<String> otherDevice(Latency intended, ProfileIdentity identity) {
    if (!intended.device().equals(identity.deviceId())) {
      return Optional.of(
          "the file is for device %s, this is %s: give --device %1$s if they are the same"
              .formatted(intended.device(), identity.deviceId()));
    }
    if (!intended.configuration().equals(identity.configuration())) {
      return Optional.of(
          "the file is for configuration %s, timed was %s"
              .formatted(intended.configuration(), identity.configuration()));
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
    json.put("verdict", verification.verdict().text());
    OptionalDouble budget = verification.budgetMs();
    json.put("budget_ms", budget.isPresent() ? budget.getAsDouble() : null);
    json.put("median_ms", verification.medianMs());
    json.put("p90_ms", verification.p90Ms());
    json.put("ci_low_ms", verification.intervalMs().low());
    json.put("ci_high_ms", verification.intervalMs().high());
    json.put("slowness", verification.slowness());
    json.put("runs", verification.runs());
    json.put("seconds", verification.seconds());
    json.put("onnx_runtime", OrtRuntime.version());
    json.put("tool_version", ToolVersion.get());
    json.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return json;
  }
}
