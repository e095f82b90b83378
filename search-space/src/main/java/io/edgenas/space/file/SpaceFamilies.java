package io.edgenas.space.file;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import io.edgenas.space.SpaceFamily;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The families of spaces that there are, the default first. */
public final class SpaceFamilies {
  private static final List<SpaceFamily> ALL =
      ServiceLoader.load(SpaceFamily.class, SpaceFamily.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private SpaceFamilies() {}

  /** All families. */
  static List<SpaceFamily> all() {
    return ALL;
  }

  /**
   * Finds the family of a space's file: that of its key {@code family}, or the default.
   *
   * @throws BadInputException if there is no such family, listing those there are
   */
  static SpaceFamily of(Document space) {
    Optional<Document> key = space.optional("family");
    if (key.isEmpty()) {
      return ALL.get(0);
    }
    String name = key.get().text();
    List<String> known = ALL.stream().map(SpaceFamily::name).toList();
    int index = known.indexOf(name);
    if (index < 0) {
      throw key.get()
          .error(
              "'"
                  + Check.shown(name)
                  + "' is not a family of spaces"
                  + Check.didYouMean(name, known)
                  + ": choose one of "
                  + known);
    }
    return ALL.get(index);
  }

  /**
   * Reads an architecture of any family, where its space is not at hand.
   *
   * @throws BadInputException if the text is malformed, naming the part
   */
  public static Arch parse(String archText) {
    return ALL.stream()
        .filter(family -> family.claims(archText))
        .findFirst()
        .orElse(ALL.get(0))
        .parse(archText);
  }
}
