package io.edgenas.pipeline.extract;

import io.edgenas.base.output.Sha256;
import io.edgenas.base.output.ToolVersion;
import io.edgenas.base.statistics.Interval;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.file.Accuracy;
import io.edgenas.onnx.file.Latency;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.file.ModelProvenance;
import io.edgenas.profile.DeviceProfile;
import io.edgenas.space.SpaceIdentity;
import io.edgenas.supernet.evaluate.HeldOut;
import io.edgenas.supernet.store.SupernetDescription;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The metadata of a file before they are known: those that an {@link Extraction} would write, with
 * numbers of the most digits in the place of those that are measured later. So a file is at most as
 * large as with these, and smaller by no more than some of those digits: 200 bytes.
 */
public final class WidestMetadata implements Function<Network, EmitOptions> {
  /** No number between 0 and 1 has more digits. */
  private static final double WIDEST = Double.MIN_NORMAL;

  private final SupernetDescription description;
  private final DeviceProfile profile;
  private final String dataName;
  private final Map<Integer, SortedMap<String, String>> known = new ConcurrentHashMap<>();

  /**
   * @param dataName what metadata will call the data set
   */
  public WidestMetadata(SupernetDescription description, DeviceProfile profile, String dataName) {
    this.description = description;
    this.profile = profile;
    this.dataName = dataName;
  }

  /** The metadata of a file that is made without a data set. */
  public WidestMetadata(SupernetDescription description, DeviceProfile profile) {
    this(description, profile, Source.TRAINING_DATA);
  }

  /** The options of a network's file; the other metadata are the same at every resolution. */
  @Override
  public EmitOptions apply(Network network) {
    Arch arch = network.arch();
    SortedMap<String, String> properties =
        known.computeIfAbsent(arch.resolution(), resolution -> metadata(arch).toProperties());
    return EmitOptions.DEFAULT.withMetadata(ModelMetadata.withArch(properties, arch));
  }

  private ModelMetadata metadata(Arch arch) {
    Accuracy accuracy =
        Accuracy.measured(
            WIDEST,
            Integer.MAX_VALUE,
            new Interval(WIDEST, WIDEST),
            HeldOut.KEPT_APART + " of " + dataName);
    Latency latency =
        new Latency(
            profile.identity().deviceId(),
            profile.identity().configuration(),
            WIDEST,
            OptionalDouble.of(WIDEST),
            OptionalDouble.of(WIDEST),
            OptionalDouble.of(WIDEST));
    Optional<String> digest = Optional.of(Sha256.of(""));
    return new ModelMetadata(
        arch,
        SpaceIdentity.of(description.space()),
        description.task().labels(),
        description.input().withSize(arch.resolution()),
        Optional.of(accuracy),
        Optional.of(latency),
        new ModelProvenance(ToolVersion.get(), digest, digest, OptionalLong.of(Long.MIN_VALUE)));
  }
}
