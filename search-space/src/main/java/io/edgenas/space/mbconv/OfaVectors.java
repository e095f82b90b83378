package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * once-for-all's own encoding of an architecture: kernel and expand ratio of every block slot,
 * active or not, and a depth per stage.
 *
 * @param kernels {@code ks}: one per slot, stage by stage, as many slots a stage as its largest
 *     depth
 * @param expands {@code e}: one per slot
 * @param depths {@code d}: one per stage
 * @param resolution {@code r}
 */
public record OfaVectors(
    List<Integer> kernels, List<Integer> expands, List<Integer> depths, int resolution) {
  public OfaVectors {
    kernels = List.copyOf(kernels);
    expands = List.copyOf(expands);
    depths = List.copyOf(depths);
  }

  /**
   * Reads the columns ks, e, d, r of a CSV file: whole numbers separated by blanks.
   *
   * @throws BadInputException naming the column and the value that is not a number
   */
  public static OfaVectors parse(String ks, String e, String d, String r) {
    List<Integer> resolution = numbers("r", r);
    if (resolution.size() != 1) {
      throw new BadInputException("column r has '" + r + "': give one resolution");
    }
    return new OfaVectors(numbers("ks", ks), numbers("e", e), numbers("d", d), resolution.get(0));
  }

  private static List<Integer> numbers(String column, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.strip().split("\\s+")) {
      if (!part.matches("[0-9]{1,5}")) {
        throw new BadInputException(
            "column "
                + column
                + " has '"
                + Check.shown(part)
                + "': give whole numbers separated by blanks");
      }
      numbers.add(Integer.parseInt(part));
    }
    return numbers;
  }

  /**
   * The canonical architecture; what inactive slots hold is dropped.
   *
   * @throws BadInputException if the lengths do not fit the space, or it does not allow a choice
   */
  public ArchSpec toArch(MbConvSpace space) {
    int slots = space.stages().stream().mapToInt(StageSpec::maxDepth).sum();
    requireLength("ks", kernels, slots, space);
    requireLength("e", expands, slots, space);
    requireLength("d", depths, space.stages().size(), space);
    List<StageChoice> stages = new ArrayList<>();
    int slot = 0;
    for (int i = 0; i < depths.size(); i++) {
      StageSpec stage = space.stages().get(i);
      if (!stage.depths().contains(depths.get(i))) {
        throw new BadInputException(
            "depth "
                + depths.get(i)
                + " is not allowed in stage "
                + (i + 1)
                + ": choose one of "
                + stage.depths());
      }
      List<BlockChoice> blocks = new ArrayList<>();
      for (int j = 0; j < depths.get(i); j++) {
        blocks.add(new BlockChoice(kernels.get(slot + j), expands.get(slot + j)));
      }
      stages.add(new StageChoice(OptionalInt.empty(), blocks));
      slot += stage.maxDepth();
    }
    return space.check(new ArchSpec(resolution, stages));
  }

  /** The vectors of an architecture; inactive slots hold 0. Width choices have no place in them. */
  public static OfaVectors of(MbConvSpace space, Arch given) {
    ArchSpec arch = space.check(given);
    List<Integer> kernels = new ArrayList<>();
    List<Integer> expands = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    for (int i = 0; i < arch.stages().size(); i++) {
      List<BlockChoice> blocks = arch.stages().get(i).blocks();
      depths.add(blocks.size());
      for (int j = 0; j < space.stages().get(i).maxDepth(); j++) {
        kernels.add(j < blocks.size() ? blocks.get(j).kernel() : 0);
        expands.add(j < blocks.size() ? blocks.get(j).expand() : 0);
      }
    }
    return new OfaVectors(kernels, expands, depths, arch.resolution());
  }

  private static void requireLength(
      String name, List<Integer> values, int expected, MbConvSpace space) {
    if (values.size() != expected) {
      throw new BadInputException(
          name + " has " + values.size() + " values: space " + space.name() + " needs " + expected);
    }
  }
}
