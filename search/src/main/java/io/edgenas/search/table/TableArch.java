package io.edgenas.search.table;

import io.edgenas.network.Arch;
import java.util.List;

/**
 * One architecture of a {@link TableSpace}: a text for each decision, as it stands in the table.
 *
 * @param choices in the order of the space's decisions, without the resolution
 */
public record TableArch(int resolution, List<String> choices) implements Arch {
  static final String JOINT = "/";

  public TableArch {
    choices = List.copyOf(choices);
  }

  @Override
  public TableArch withResolution(int newResolution) {
    return new TableArch(newResolution, choices);
  }

  /** The text, for example {@code r32/2/2/1/0}. */
  @Override
  public String toString() {
    return "r" + resolution + JOINT + String.join(JOINT, choices);
  }
}
