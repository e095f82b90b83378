package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.base.table.GrowingTable;
import io.edgenas.data.Dataset;
import io.edgenas.network.EvaluatedArch;
import io.edgenas.supernet.policy.TrainingPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A supernet on disk, self-contained: description, policy, weights, recalibration images, evaluated
 * subnets and log, and a checkpoint while training goes on; of an imported one description,
 * weights, running statistics and what later commands add. {@code docs/supernet-folder.md}
 * describes the files. Each file is written whole or not at all; samples and log grow row by row.
 */
public final class SupernetFolder {
  private static final String DESCRIPTION = "supernet.json";
  private static final String POLICY = "policy.yaml";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String STATISTICS = "running-statistics.safetensors";
  private static final String CHECKPOINT = "checkpoint.safetensors";
  private static final String RECALIBRATION = "recalibration.bin";

  private final Path folder;
  private final SupernetDescription description;
  private final Optional<TrainingPolicy> policy;

  private SupernetFolder(
      Path folder, SupernetDescription description, Optional<TrainingPolicy> policy) {
    this.folder = folder;
    this.description = description;
    this.policy = policy;
  }

  /** Whether there is a supernet in this folder, trained or not. */
  public static boolean exists(Path folder) {
    return Files.exists(folder.resolve(DESCRIPTION));
  }

  /**
   * Opens a supernet.
   *
   * @throws BadInputException naming file and field of what is missing or wrong
   */
  public static SupernetFolder open(Path folder) {
    if (!exists(folder)) {
      throw new BadInputException(
          folder + " is no supernet folder: it has no " + DESCRIPTION + ", name one that has");
    }
    SupernetDescription description =
        SupernetDescription.read(document(folder.resolve(DESCRIPTION)));
    return description.origin() instanceof Origin.Trained trained
        ? new SupernetFolder(folder, description, Optional.of(policy(folder, trained)))
        : new SupernetFolder(folder, description, Optional.empty());
  }

  private static Document document(Path file) {
    return Document.parse(InputFile.bytes(file, Document.MAX_BYTES), file.toString());
  }

  private static TrainingPolicy policy(Path folder, Origin.Trained trained) {
    Path file = folder.resolve(POLICY);
    TrainingPolicy policy = TrainingPolicy.read(document(file));
    if (!policy.hash().equals(trained.policySha256())) {
      throw new BadInputException(
          file
              + " is not the policy this supernet is trained with: its hash is "
              + policy.hash()
              + ", "
              + DESCRIPTION
              + " says "
              + trained.policySha256());
    }
    return policy;
  }

  /**
   * Begins a training in a folder, or goes on with the one in it.
   *
   * @throws BadInputException if the folder is not writable, or holds a training with another
   *     space, task, input contract, policy, data set or seed; names the first difference
   */
  public static SupernetFolder openOrCreate(
      Path folder, SupernetDescription description, TrainingPolicy policy) throws IOException {
    if (!(description.origin() instanceof Origin.Trained trained)
        || !policy.hash().equals(trained.policySha256())) {
      throw new IllegalArgumentException("the description names another policy");
    }
    return openOrCreate(folder, description, Optional.of(policy));
  }

  /**
   * Makes a folder for a supernet that was trained elsewhere, or opens it again. Weights and
   * statistics are written by the caller.
   *
   * @throws BadInputException if the folder is not writable, or holds another supernet; names the
   *     first difference
   */
  public static SupernetFolder openOrCreateImported(Path folder, SupernetDescription description)
      throws IOException {
    if (!(description.origin() instanceof Origin.Imported)) {
      throw new IllegalArgumentException("the description is of a supernet trained here");
    }
    return openOrCreate(folder, description, Optional.empty());
  }

  private static SupernetFolder openOrCreate(
      Path folder, SupernetDescription description, Optional<TrainingPolicy> policy)
      throws IOException {
    AtomicFiles.requireWritableFolder(folder);
    if (exists(folder)) {
      SupernetDescription found = SupernetDescription.read(document(folder.resolve(DESCRIPTION)));
      found.requireSame(description, folder.toString());
      return open(folder);
    }
    // The description last: a folder that has one has the policy too.
    if (policy.isPresent()) {
      AtomicFiles.write(folder.resolve(POLICY), Json.pretty(policy.get().toJson()));
    }
    AtomicFiles.write(folder.resolve(DESCRIPTION), Json.pretty(description.toJson()));
    return new SupernetFolder(folder, description, policy);
  }

  public Path path() {
    return folder;
  }

  public SupernetDescription description() {
    return description;
  }

  /**
   * The policy that it is trained with.
   *
   * @throws BadInputException if it was trained elsewhere
   */
  public TrainingPolicy policy() {
    return policy.orElseThrow(
        () ->
            new BadInputException(
                folder
                    + " holds an imported supernet, which has no training policy: train in another"
                    + " folder"));
  }

  /** Whether training has ended and the weights are there. */
  public boolean trained() {
    return Files.exists(folder.resolve(WEIGHTS));
  }

  /**
   * The trained weights by name.
   *
   * @throws BadInputException if they are missing, malformed, not finite, or of another supernet
   */
  public SortedMap<String, Tensor> weights() {
    Path file = folder.resolve(WEIGHTS);
    if (!trained()) {
      throw new BadInputException(
          folder + " has no " + WEIGHTS + ": its training has not ended, run train again");
    }
    Safetensors stored = Safetensors.read(file);
    requireOwn(file, stored.metadata());
    stored
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!tensor.finite()) {
                throw BadInputException.of(
                    file.toString(), Check.shown(name) + " has values that are not numbers");
              }
            });
    return stored.tensors();
  }

  /** SHA-256 of the trained weights, by which what is made from them names its origin. */
  public String weightsSha256() throws IOException {
    Path file = folder.resolve(WEIGHTS);
    InputFile.requireRegular(file);
    return Sha256.of(file);
  }

  /** Writes the trained weights. */
  public void writeWeights(Map<String, Tensor> weights) throws IOException {
    new Safetensors(owner(), new TreeMap<>(weights)).write(folder.resolve(WEIGHTS));
  }

  /**
   * The running batch-norm statistics that came with an imported supernet, by the names of {@code
   * RunningStatistics}; empty for one trained here, which keeps none.
   *
   * @throws BadInputException if they are malformed or of another supernet
   */
  public Optional<SortedMap<String, Tensor>> runningStatistics() {
    Path file = folder.resolve(STATISTICS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors stored = Safetensors.read(file);
    requireOwn(file, stored.metadata());
    return Optional.of(stored.tensors());
  }

  /** Writes the running batch-norm statistics. */
  public void writeRunningStatistics(Map<String, Tensor> statistics) throws IOException {
    new Safetensors(owner(), new TreeMap<>(statistics)).write(folder.resolve(STATISTICS));
  }

  /**
   * The state of a training that has not ended: what {@link #writeCheckpoint} wrote last.
   *
   * @throws BadInputException if it is malformed or of another supernet
   */
  public Optional<Safetensors> checkpoint() {
    Path file = folder.resolve(CHECKPOINT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Safetensors stored = Safetensors.read(file);
    requireOwn(file, stored.metadata());
    return Optional.of(stored);
  }

  /**
   * Replaces the checkpoint, whole or not at all.
   *
   * @param state texts by key, such as phase and step; keys beginning with {@code edgenas.} are
   *     taken
   */
  public void writeCheckpoint(Map<String, String> state, Map<String, Tensor> tensors)
      throws IOException {
    SortedMap<String, String> metadata = new TreeMap<>(state);
    metadata.putAll(owner());
    new Safetensors(metadata, new TreeMap<>(tensors)).write(folder.resolve(CHECKPOINT));
  }

  /** Removes the checkpoint once the weights are written. */
  public void deleteCheckpoint() throws IOException {
    Files.deleteIfExists(folder.resolve(CHECKPOINT));
  }

  /**
   * The images on which batch-norm statistics are recomputed, empty where the folder was made
   * without.
   *
   * @throws BadInputException if the file is malformed
   */
  public Optional<Dataset> recalibrationImages() {
    Path file = folder.resolve(RECALIBRATION);
    return Files.exists(file)
        ? Optional.of(
            RecalibrationImages.read(
                file, description.task().channels(), description.task().classes()))
        : Optional.empty();
  }

  /** Writes the recalibration images. */
  public void writeRecalibrationImages(Dataset images) throws IOException {
    RecalibrationImages.write(
        folder.resolve(RECALIBRATION),
        images,
        description.task().channels(),
        description.task().classes());
  }

  /**
   * The evaluated subnets.
   *
   * @throws BadInputException naming file and line of a row that is malformed or not in the space
   */
  public List<EvaluatedArch> samples() {
    Path file = folder.resolve(SupernetTables.SAMPLES.fileName());
    List<EvaluatedArch> samples = SampleLog.read(file);
    for (EvaluatedArch sample : samples) {
      try {
        description.space().check(sample.arch());
      } catch (BadInputException e) {
        throw e.at(file.toString());
      }
    }
    return samples;
  }

  /**
   * Opens {@code samples.csv} for more rows; the caller closes it.
   *
   * @throws BadInputException as {@link #samples}
   */
  public SampleLog openSamples() throws IOException {
    samples();
    return SampleLog.open(folder.resolve(SupernetTables.SAMPLES.fileName()));
  }

  /** How training went. */
  public List<LogRow> log() {
    return TrainingLog.read(folder.resolve(SupernetTables.LOG.fileName()));
  }

  /** Opens {@code log.csv} for more rows; the caller closes it. */
  public TrainingLog openLog() throws IOException {
    return TrainingLog.open(folder.resolve(SupernetTables.LOG.fileName()));
  }

  /**
   * Lists where phases were given another number of steps to fit a time; none in most folders.
   *
   * @throws BadInputException naming file and line of what is malformed
   */
  public List<ScheduleChange> scheduleChanges() {
    return GrowingTable.read(scheduleChangesFile(), SupernetTables.SCHEDULE_CHANGES);
  }

  /** Adds one at the end and forces it to the disk. */
  public void addScheduleChange(ScheduleChange change) throws IOException {
    Path file = scheduleChangesFile();
    try (GrowingTable<ScheduleChange> rows =
        GrowingTable.open(file, SupernetTables.SCHEDULE_CHANGES, file.toString())) {
      rows.append(change);
    }
  }

  /** The file of the schedule's changes, there or not. */
  public Path scheduleChangesFile() {
    return folder.resolve(SupernetTables.SCHEDULE_CHANGES.fileName());
  }

  /** What weights and checkpoints say they belong to. */
  private SortedMap<String, String> owner() {
    SortedMap<String, String> owner = new TreeMap<>(description.origin().owner());
    owner.put("edgenas.schema", Integer.toString(SupernetDescription.SCHEMA));
    owner.put("edgenas.space", description.space().fingerprint());
    return owner;
  }

  private void requireOwn(Path file, Map<String, String> metadata) {
    owner()
        .forEach(
            (key, expected) -> {
              String found = metadata.get(key);
              if (!expected.equals(found)) {
                throw new BadInputException(
                    file
                        + " belongs to another supernet: "
                        + key
                        + " is "
                        + (found == null ? "missing" : Check.shown(found))
                        + ", "
                        + DESCRIPTION
                        + " says "
                        + expected);
              }
            });
  }
}
