package io.edgenas.space.file;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.input.PathText;
import io.edgenas.space.SearchSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The built-in spaces, and the rule by which {@code --space} finds one. */
public final class Spaces {
  /** Names of the built-in spaces. */
  public static final List<String> BUILT_IN =
      SpaceFamilies.all().stream().flatMap(family -> family.builtIn().stream()).toList();

  private Spaces() {}

  /**
   * The built-in space of that name.
   *
   * @throws BadInputException if there is none, listing those there are
   */
  public static SearchSpace builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw unknown(name);
    }
    String resource = name + ".yaml";
    try (InputStream in = Spaces.class.getResourceAsStream(resource)) {
      return SpaceFile.read(Document.parse(in.readAllBytes(), resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The built-in space of that name, or the space in the file of that name.
   *
   * @throws BadInputException if it is neither, or the file is malformed
   */
  public static SearchSpace find(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    Path file = PathText.parse("a space's name or file", nameOrFile);
    if (Files.exists(file)) {
      return SpaceFile.read(Document.read(file));
    }
    throw unknown(nameOrFile);
  }

  private static BadInputException unknown(String name) {
    return new BadInputException(
        "unknown space '"
            + Check.shown(name)
            + "'"
            + Check.didYouMean(name, BUILT_IN)
            + ": give a file or one of "
            + BUILT_IN);
  }
}
