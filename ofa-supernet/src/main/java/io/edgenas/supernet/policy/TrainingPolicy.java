package io.edgenas.supernet.policy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.data.batch.Augmentation;
import io.edgenas.data.batch.Balance;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a supernet is trained: everything that decides the weights but the space, the data and the
 * seed.
 *
 * @param name lower-case letters, digits, dots and dashes; not part of the identity
 * @param batchSize images per step
 * @param labelSmoothing share of the target spread over all classes, 0 to below 1
 * @param augmentation of training images
 * @param balance what is done about classes of different size; where it is empty {@code train} asks
 *     the data ({@link #balancedFor}), and a trainer does nothing
 * @param checkpointSteps steps between checkpoints
 * @param recalibrationImages training images on which batch-norm statistics are recomputed
 * @param samples subnets evaluated after training
 * @param phases in order, at least one; distinct names
 */
public record TrainingPolicy(
    String name,
    Recipe recipe,
    int batchSize,
    OptimizerSpec optimizer,
    double labelSmoothing,
    Augmentation augmentation,
    Optional<Balance> balance,
    int checkpointSteps,
    int recalibrationImages,
    SamplesSpec samples,
    List<PhaseSpec> phases) {

  /** Newest version of the format that this code reads, and the one it writes. */
  public static final int SCHEMA = 1;

  /** Recalibration images where the file names no number. */
  public static final int DEFAULT_RECALIBRATION_IMAGES = 1_024;

  private static final int MAX_PHASES = 32;
  private static final int MAX_BATCH = 65_536;
  private static final int MAX_RECALIBRATION = 1_000_000;
  private static final int MAX_CHECKPOINT_STEPS = 100_000_000;
  private static final double MAX_SMOOTHING = 0.9;

  public TrainingPolicy {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
      throw new BadInputException(
          "policy name '"
              + Check.shown(name)
              + "' is not allowed: 1 to 64 lower-case letters, digits, dots and dashes");
    }
    Check.range("batch_size", batchSize, 1, MAX_BATCH);
    Check.range("label_smoothing", labelSmoothing, 0, MAX_SMOOTHING);
    Check.range("checkpoint_steps", checkpointSteps, 1, MAX_CHECKPOINT_STEPS);
    Check.range("recalibration_images", recalibrationImages, 1, MAX_RECALIBRATION);
    phases = List.copyOf(phases);
    Check.range("number of phases", phases.size(), 1, MAX_PHASES);
    if (new HashSet<>(phases.stream().map(PhaseSpec::name).toList()).size() != phases.size()) {
      throw new BadInputException("phase names are not distinct: name each phase once");
    }
  }

  /**
   * Reads a policy file; the format is described in {@code docs/training-policy.md}.
   *
   * @throws BadInputException naming file, line, field, value and what is allowed
   */
  public static TrainingPolicy read(Document document) {
    document.allowKeys(
        "schema",
        "name",
        "recipe",
        "batch_size",
        "optimizer",
        "label_smoothing",
        "augmentation",
        "balance",
        "checkpoint_steps",
        "recalibration_images",
        "samples",
        "phases");
    document.schema(SCHEMA);
    List<PhaseSpec> phases =
        document.required("phases").list(MAX_PHASES).stream().map(PhaseSpec::read).toList();
    return document.make(
        () ->
            new TrainingPolicy(
                document.required("name").text(),
                document.required("recipe").oneOf(Recipe.class),
                document.required("batch_size").integer(1, MAX_BATCH),
                OptimizerSpec.read(document.required("optimizer")),
                document
                    .optional("label_smoothing")
                    .map(value -> value.number(0, MAX_SMOOTHING))
                    .orElse(0.0),
                document.optional("augmentation").map(Augmentation::read).orElse(Augmentation.NONE),
                document.optional("balance").map(value -> value.oneOf(Balance.class)),
                document.required("checkpoint_steps").integer(1, MAX_CHECKPOINT_STEPS),
                document
                    .optional("recalibration_images")
                    .map(value -> value.integer(1, MAX_RECALIBRATION))
                    .orElse(DEFAULT_RECALIBRATION_IMAGES),
                SamplesSpec.read(document.required("samples")),
                phases));
  }

  /** The policy as a JSON object that {@link #read} reads back to an equal value. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("name", name);
    json.putAll(canonicalForm());
    return json;
  }

  private Map<String, Object> canonicalForm() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("recipe", recipe.text());
    json.put("batch_size", batchSize);
    json.put("optimizer", optimizer.toJson());
    json.put("label_smoothing", labelSmoothing);
    json.put("augmentation", augmentation.toJson());
    // Absent where empty, so that policies from before this key keep their hash.
    balance.ifPresent(value -> json.put("balance", value.text()));
    json.put("checkpoint_steps", checkpointSteps);
    json.put("recalibration_images", recalibrationImages);
    json.put("samples", samples.toJson());
    json.put("phases", phases.stream().map(PhaseSpec::toJson).toList());
    return json;
  }

  /** SHA-256 of the canonical form: everything but the name. */
  public String hash() {
    return Sha256.of(Json.line(canonicalForm()));
  }

  /**
   * Whether a phase learns from a frozen full network: under the sandwich rule the first subnet of
   * each step teaches instead.
   */
  public boolean distilsFromFullNetwork(int phase) {
    return recipe == Recipe.PROGRESSIVE_SHRINKING && phases.get(phase).distillationRatio() > 0;
  }

  /**
   * The same policy without its first phase, for a training that starts from a trained supernet.
   *
   * @throws BadInputException if the first phase does not train the full network alone, or is all
   *     there is
   */
  public TrainingPolicy withoutFullPhase() {
    if (phases.size() == 1 || !phases.get(0).openings().onlyLargest()) {
      throw new BadInputException(
          "policy "
              + name
              + " has no first phase for the full network alone that could be left out: train"
              + " without --skip-full");
    }
    return with(balance, samples, phases.subList(1, phases.size()));
  }

  /** What a trainer does about classes of different size. */
  public Balance appliedBalance() {
    return balance.orElse(Balance.NONE);
  }

  /**
   * The same policy with what {@link Balance#suited suits} a data set where it leaves the balance
   * open; itself where nothing need be done.
   *
   * @param counts training images of each class
   */
  public TrainingPolicy balancedFor(int[] counts) {
    Balance suited = Balance.suited(counts);
    return balance.isPresent() || suited == Balance.NONE
        ? this
        : with(Optional.of(suited), samples, phases);
  }

  /** The same policy with every phase {@code factor} times as long. */
  public TrainingPolicy scaledEpochs(double factor) {
    Check.positive("factor of the epochs", factor);
    return with(
        balance, samples, phases.stream().map(phase -> phase.scaledEpochs(factor)).toList());
  }

  /** The same policy with another number of evaluated subnets. */
  public TrainingPolicy evaluating(int subnets) {
    return with(balance, new SamplesSpec(subnets, samples.images()), phases);
  }

  private TrainingPolicy with(
      Optional<Balance> newBalance, SamplesSpec newSamples, List<PhaseSpec> newPhases) {
    return new TrainingPolicy(
        name,
        recipe,
        batchSize,
        optimizer,
        labelSmoothing,
        augmentation,
        newBalance,
        checkpointSteps,
        recalibrationImages,
        newSamples,
        newPhases);
  }
}
