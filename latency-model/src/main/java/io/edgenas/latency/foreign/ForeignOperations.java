package io.edgenas.latency.foreign;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.latency.foreign.ForeignKey.Block;
import io.edgenas.latency.table.Family;
import io.edgenas.operation.Activation;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.Operation;
import io.edgenas.operation.PoolOp;
import io.edgenas.space.Task;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StemSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The operations of a space that foreign keys describe. What a key does not say (the first
 * convolution's kernel, activations outside blocks, in some dialects all activations) is the
 * space's.
 */
public final class ForeignOperations {
  private static final List<Integer> CHANNELS = List.of(1, 3);

  private final MbConvSpace space;
  private final Set<Family> families = new HashSet<>();

  /**
   * The operations of a space.
   *
   * @throws BadInputException if it has too many to list
   */
  public ForeignOperations(MbConvSpace space) {
    this.space = space;
    int resolution = space.resolutions().get(0);
    for (int channels : CHANNELS) {
      Task task = Task.of(space, 2, channels);
      space.operations(task, resolution).forEach(op -> families.add(Family.of(op)));
    }
  }

  String spaceName() {
    return space.name();
  }

  /**
   * The operation that a key describes.
   *
   * @return empty if no network of the space has it, at any resolution
   * @throws BadInputException if the key contradicts itself, or could be two operations of the
   *     space
   */
  public Optional<Operation> of(ForeignKey key) {
    return switch (key.part()) {
      case BLOCK -> block(key, key.block().orElseThrow());
      case STEM -> {
        StemSpec stem = space.stem();
        yield found(
            key,
            () ->
                new ConvOp(
                    key.input(),
                    key.output().channels(),
                    stem.kernel(),
                    stem.stride(),
                    1,
                    true,
                    stem.activation()));
      }
      case HEAD_EXPAND -> found(key, () -> pointwise(key, true));
      case HEAD_MIX -> found(key, () -> pointwise(key, false));
      case POOL -> found(key, () -> new PoolOp(key.input()));
      case CLASSIFIER -> found(key, () -> new LinearOp(key.input(), key.output().channels()));
    };
  }

  private Operation pointwise(ForeignKey key, boolean batchNorm) {
    return new ConvOp(
        key.input(), key.output().channels(), 1, 1, 1, batchNorm, space.head().activation());
  }

  private Optional<Operation> block(ForeignKey key, Block block) {
    boolean shortcut = block.stride() == 1 && key.input().channels() == key.output().channels();
    if (shortcut != block.shortcut()) {
      throw new BadInputException(
          "idskip:"
              + (block.shortcut() ? 1 : 0)
              + " is not allowed: a block has a shortcut exactly where stride is 1 and channels stay"
              + " the same");
    }
    Optional<Operation> found = Optional.empty();
    for (Activation activation :
        block.activation().map(List::of).orElse(List.of(Activation.values()))) {
      // once-for-all builds no expansion where the ratio is 1.
      Optional<Operation> candidate =
          found(
              key,
              () ->
                  new MbConvOp(
                      key.input(),
                      block.middle(),
                      key.output().channels(),
                      block.kernel(),
                      block.stride(),
                      activation,
                      block.squeezeExcite(),
                      block.middle() != key.input().channels()));
      if (candidate.isPresent() && found.isPresent()) {
        throw new BadInputException(
            "the key gives no activation, and space "
                + space.name()
                + " has such blocks with several: write the table in the once-for-all dialect");
      }
      found = found.or(() -> candidate);
    }
    return found;
  }

  private Optional<Operation> found(ForeignKey key, Supplier<Operation> ofKey) {
    Operation operation = Check.input(ofKey);
    if (!operation.output().equals(key.output())) {
      throw new BadInputException(
          "the key gives another output than its input does: channels x height x width are "
              + operation.output());
    }
    return families.contains(Family.of(operation)) ? Optional.of(operation) : Optional.empty();
  }
}
