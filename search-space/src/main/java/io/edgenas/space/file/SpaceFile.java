package io.edgenas.space.file;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.space.SearchSpace;

/** A search space as YAML or JSON; the format is described in {@code docs/formats.md}. */
public final class SpaceFile {
  private SpaceFile() {}

  /**
   * Reads a space of any family.
   *
   * @throws BadInputException naming file, line, field, value and what is allowed
   */
  public static SearchSpace read(Document document) {
    return SpaceFamilies.of(document).read(document);
  }
}
