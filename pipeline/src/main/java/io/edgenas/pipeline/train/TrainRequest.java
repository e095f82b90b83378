package io.edgenas.pipeline.train;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataSplits;
import io.edgenas.data.DataStatistics;
import io.edgenas.images.Fit;
import io.edgenas.images.InputContract;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.supernet.policy.Policies;
import io.edgenas.supernet.policy.TrainingPolicy;
import io.edgenas.supernet.store.Origin;
import io.edgenas.supernet.store.Provenance;
import io.edgenas.supernet.store.SupernetDescription;
import io.edgenas.supernet.store.SupernetFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a training is asked to be. Where its folder holds one already, everything that is not given
 * is taken from there.
 *
 * @param folder where the supernet comes to lie
 * @param start a trained supernet whose weights it starts from; empty for random ones, or those
 *     that the training in the folder started from
 * @param skipFull whether to leave out the policy's first phase, that of the full network alone
 */
public record TrainRequest(
    Path folder,
    Optional<MbConvSpace> space,
    Optional<TrainingPolicy> policy,
    OptionalLong seed,
    Fit fit,
    Optional<StartSupernet> start,
    boolean skipFull) {
  /** Unless another is given. */
  public static final long DEFAULT_SEED = 1;

  /** Whether there is a training to go on with. */
  public boolean resumes() {
    return SupernetFolder.exists(folder);
  }

  private Optional<SupernetFolder> found() {
    return resumes() ? Optional.of(SupernetFolder.open(folder)) : Optional.empty();
  }

  public TrainRequest {
    if (skipFull && start.isEmpty() && !SupernetFolder.exists(folder)) {
      throw new BadInputException(
          "--skip-full is not allowed without --init: only a trained supernet can teach the other"
              + " phases");
    }
    if (start.isPresent() && space.isPresent()) {
      start.get().requireSpace(space.get());
    }
  }

  /** The space, where it is known without the data: given, or that of the folder or the start. */
  public Optional<MbConvSpace> knownSpace() {
    return space
        .or(() -> found().map(there -> there.description().space()))
        .or(() -> start.map(StartSupernet::space));
  }

  /**
   * The space: the one known, or the built-in one for images of that size.
   *
   * @param nativeSize median of the images' shorter sides in pixels
   */
  public MbConvSpace resolvedSpace(int nativeSize) {
    MbConvSpace resolved = knownSpace().orElseGet(() -> DefaultSpace.of(nativeSize));
    start.ifPresent(from -> from.requireSpace(resolved));
    return resolved;
  }

  /**
   * Checks what the data need not be known for.
   *
   * @throws BadInputException if the folder holds a supernet that was not trained here, there is no
   *     policy for the space, or the policy cannot begin as it wants to
   */
  public void check() {
    Optional<TrainingPolicy> there = found().map(SupernetFolder::policy);
    Optional<TrainingPolicy> begun =
        policy
            .or(() -> there)
            .or(() -> knownSpace().map(Policies::defaultFor))
            .map(given -> skipFull && there.isEmpty() ? given.withoutFullPhase() : given);
    if (begun.isPresent() && begun.get().distilsFromFullNetwork(0) && initial().isEmpty()) {
      throw new BadInputException(
          "phase '"
              + begun.get().phases().get(0).name()
              + "' of policy "
              + begun.get().name()
              + " cannot distil: the first phase trains the teacher, set distillation to 0 or start"
              + " from a trained supernet");
    }
  }

  /**
   * The policy: that of the folder where it is the one given cut to a time, or none is given; else
   * the one given, or the space's own, balanced as the data ask for where it leaves that open.
   */
  public TrainingPolicy resolvedPolicy(MbConvSpace resolved, DataSplits data) {
    int[] counts = data.train().classCounts(data.classes());
    Optional<TrainingPolicy> there = found().map(SupernetFolder::policy);
    return policy
        .map(given -> fresh(given, counts))
        .map(given -> there.filter(found -> isCut(given, found)).orElse(given))
        .or(() -> there)
        .orElseGet(() -> fresh(Policies.defaultFor(resolved), counts));
  }

  private TrainingPolicy fresh(TrainingPolicy given, int[] counts) {
    return (skipFull ? given.withoutFullPhase() : given).balancedFor(counts);
  }

  private static boolean isCut(TrainingPolicy given, TrainingPolicy found) {
    double scale = found.phases().get(0).epochs() / given.phases().get(0).epochs();
    return found.name().equals(given.name())
        && found.phases().size() == given.phases().size()
        && (scale < 1 || found.samples().subnets() < given.samples().subnets());
  }

  private Optional<Origin.Initial> initial() {
    return start
        .map(StartSupernet::origin)
        .or(() -> found().flatMap(there -> there.description().origin().initial()));
  }

  private long resolvedSeed() {
    return seed.isPresent()
        ? seed.getAsLong()
        : found().map(there -> there.description().provenance().seed()).orElse(DEFAULT_SEED);
  }

  /**
   * What the supernet will be.
   *
   * @param engine name and version of the tensor library
   * @param threads with which it computes
   */
  public SupernetDescription describe(
      MbConvSpace resolved, TrainingPolicy chosen, DataSplits data, String engine, int threads) {
    Task task = task(resolved, data);
    int largest = task.resolutions().get(task.resolutions().size() - 1);
    InputContract input = DataStatistics.contract(data, largest, fit);
    return new SupernetDescription(
        resolved,
        task,
        input,
        new Origin.Trained(chosen.hash(), data.fingerprint(), initial()),
        Provenance.ofThisJvm(resolvedSeed(), engine, threads));
  }

  /**
   * The data set's classes and channels, at the resolutions that its images can fill: larger ones
   * cost time and show nothing more. At least the space's smallest.
   */
  public static Task task(MbConvSpace space, DataSplits data) {
    List<Integer> resolutions = filled(space, data.nativeSize());
    return Check.input(() -> new Task(data.labels(), data.channels(), resolutions));
  }

  /** The resolutions of a space up to the size of the images; at least its smallest. */
  public static List<Integer> filled(MbConvSpace space, int nativeSize) {
    List<Integer> filled = space.resolutions().stream().filter(size -> size <= nativeSize).toList();
    return filled.isEmpty() ? space.resolutions().subList(0, 1) : filled;
  }
}
