package io.edgenas.profiler;

import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.onnx.runtime.OrtLibrary;
import io.edgenas.onnx.runtime.OrtRuntime;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.profile.Circumstances;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.profile.LatencyStatistics;
import io.edgenas.profile.Precision;
import io.edgenas.profile.ProfileAppender;
import io.edgenas.profile.ProfileFolder;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profile.RoundMeasurement;
import io.edgenas.profile.RoundMeasurement.Kind;
import io.edgenas.profiler.host.Host;
import io.edgenas.profiler.host.HostLimits;
import io.edgenas.profiler.measure.Samples;
import io.edgenas.profiler.measure.StopSignal;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Profiles this machine: goes on with the profile that is there or begins one, and keeps what the
 * circumstances were. The caller holds the machine's lock.
 */
public final class DeviceProfiling {
  private static final int BATCH = 1;

  /** Until the way into the runtime is compiled; what short profiles of small nets hinge on. */
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  private final ProfileRequest request;
  private final RuntimeConfig config;
  private final Path root;
  private final Host host;
  private final ProfileIdentity identity;
  private final Clock clock;
  private final LongSupplier nanoClock;

  /** The result of profiling: where the profile lies, and what was measured. */
  public record Profiled(Path folder, DeviceProfile profile, ProfileRun.Outcome outcome) {}

  /**
   * @param root the profile comes to lie below it, see {@link ProfileFolder#locate}
   * @param nanoClock monotonic, in nanoseconds, for measuring
   * @throws io.edgenas.base.input.BadInputException if the provider is not there or the device id
   *     is malformed
   */
  public DeviceProfiling(
      ProfileRequest request,
      RuntimeConfig config,
      Precision precision,
      Path root,
      Host host,
      String deviceId,
      Clock clock,
      LongSupplier nanoClock) {
    OrtRuntime.requireProvider(config.provider());
    OperationCatalog.of(request.space(), request.resolutions());
    this.request = request;
    this.config = config;
    this.root = root;
    this.host = host;
    this.identity = host.identity(deviceId, config, precision, BATCH);
    HostLimits.requireThreads(identity, host.cores());
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  /** Device and configuration. */
  public ProfileIdentity identity() {
    return identity;
  }

  /** Measures a few steps and tells the listener the plan; writes nothing. */
  public ProfilePlan plan(RunListener listener) {
    Path folder = ProfileFolder.locate(root, identity);
    boolean there = Files.isDirectory(folder);
    Optional<DeviceProfile> profile =
        there ? Optional.of(ProfileFolder.read(folder)) : Optional.empty();
    try (Bench bench = openBench()) {
      ProfilePlan plan =
          ProfilePlan.of(
              request,
              there ? ProfileFolder.readRounds(folder) : List.of(),
              profile.map(DeviceProfile::operations).orElse(List.of()),
              profile.map(DeviceProfile::networks).orElse(List.of()),
              bench);
      listener.planned(plan, folder, bench);
      return plan;
    }
  }

  /**
   * Measures until the profile is complete or the time is over.
   *
   * @throws io.edgenas.profiler.measure.StoppedException when told to stop; what was measured stays
   * @throws IOException if the profile cannot be written
   */
  public Profiled run(RunListener listener, StopSignal stop) throws IOException {
    AtomicFiles.requireWritableFolder(root);
    Circumstances first = circumstances(OptionalDouble.empty(), OptionalDouble.empty(), List.of());
    try (ProfileAppender appender =
        ProfileAppender.open(root, SpaceIdentity.of(request.space()), identity, first)) {
      appender.warnings().forEach(listener::warned);
      ProfileRun.Outcome outcome;
      try (Bench bench = openBench()) {
        appender.record(circumstances(bench, appender.rounds()));
        ProfilePlan plan =
            ProfilePlan.of(
                request, appender.rounds(), appender.operations(), appender.networks(), bench);
        listener.planned(plan, appender.folder(), bench);
        try {
          outcome = new ProfileRun(plan, bench, listener, stop).run(new AppendedRows(appender));
        } finally {
          appender.record(circumstances(bench, appender.rounds()));
        }
      }
      return new Profiled(appender.folder(), ProfileFolder.read(appender.folder()), outcome);
    }
  }

  private Bench openBench() {
    return Bench.open(
        new OnnxWorkbench(config, identity.precision(), BATCH, request.seed()),
        ReferenceSubnet.of(request.space()),
        nanoClock,
        WARM_UP);
  }

  private Circumstances circumstances(Bench bench, List<RoundMeasurement> bursts)
      throws IOException {
    return circumstances(
        OptionalDouble.of(bench.callOverheadUs()),
        OptionalDouble.of(bench.timerStepNanos()),
        bursts);
  }

  private Circumstances circumstances(
      OptionalDouble callOverheadUs, OptionalDouble timerStepNs, List<RoundMeasurement> bursts)
      throws IOException {
    SortedMap<String, String> notes = new TreeMap<>(host.clocks());
    notes.put("seed", Long.toString(request.seed()));
    notes.put("onnx_runtime", OrtRuntime.version());
    OrtLibrary.sha256().ifPresent(sha256 -> notes.put("onnx_runtime_library_sha256", sha256));
    RoundTables tables = new RoundTables(bursts);
    if (!bursts.isEmpty()) {
      Samples slowness =
          Samples.of(tables.slowness().stream().mapToDouble(factor -> factor).toArray());
      notes.put("groups", Integer.toString(slowness.size()));
      notes.put("slowness_p10", decimal(slowness.quantile(0.1)));
      notes.put("slowness_p90", decimal(slowness.quantile(0.9)));
    }
    return new Circumstances(
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        ToolVersion.get(),
        property("os.name") + " " + property("os.version"),
        property("java.vm.name") + " " + property("java.vm.version"),
        callOverheadUs,
        timerStepNs,
        sentinel(tables),
        notes);
  }

  /** The sentinel's latency; none before it was measured. */
  private OptionalDouble sentinel(RoundTables tables) {
    String key = ReferenceSubnet.of(request.space()).arch().toString();
    return tables.latency(Kind.SENTINEL, key).stream()
        .mapToDouble(LatencyStatistics::medianUs)
        .findFirst();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String property(String name) {
    return System.getProperty(name, ProfileIdentity.UNKNOWN);
  }
}
