package io.edgenas.space;

import io.edgenas.base.input.Document;
import io.edgenas.network.Arch;
import java.util.List;

/**
 * A family of spaces of one form. The families are listed in {@code
 * META-INF/services/io.edgenas.space.SpaceFamily}, the one place where a new one is named.
 */
public interface SpaceFamily {
  /** The value of the key {@code family} in a space's file. */
  String name();

  /** The names of the built-in spaces; each is a file {@code NAME.yaml} beside {@code Spaces}. */
  List<String> builtIn();

  /**
   * Reads a space of this family.
   *
   * @throws io.edgenas.base.input.BadInputException naming file, line, field, value and what is
   *     allowed
   */
  SearchSpace read(Document document);

  /** Whether a text has the look of this family's architectures, well-formed or not. */
  boolean claims(String archText);

  /**
   * Reads the text of an architecture; whether a space allows it is for {@link SearchSpace#check}.
   *
   * @throws io.edgenas.base.input.BadInputException if the text is malformed, naming the part
   */
  Arch parse(String archText);
}
