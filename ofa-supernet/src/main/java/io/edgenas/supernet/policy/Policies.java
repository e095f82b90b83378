package io.edgenas.supernet.policy;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.space.mbconv.MbConvSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The built-in policies, and the rules by which {@code --policy} and a space find one. */
public final class Policies {
  /** Names of the built-in policies. */
  public static final List<String> BUILT_IN =
      List.of("mobile-28", "mobile-96", "demo", "sandwich", "ofa-mbv3", "tiny");

  private static final Map<String, String> DEFAULT_OF_SPACE =
      Map.of(
          "mobile-28", "mobile-28",
          "mobile-96", "mobile-96",
          "ofa-mbv3-w1.0", "ofa-mbv3",
          "ofa-mbv3-w1.2", "ofa-mbv3",
          "tiny", "tiny");

  private Policies() {}

  /**
   * The built-in policy of that name.
   *
   * @throws BadInputException if there is none, listing those there are
   */
  public static TrainingPolicy builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw unknown(name);
    }
    String resource = name + ".yaml";
    try (InputStream in = Policies.class.getResourceAsStream(resource)) {
      return TrainingPolicy.read(Document.parse(in.readAllBytes(), resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The built-in policy of that name, or the policy in the file of that name.
   *
   * @throws BadInputException if it is neither, or the file is malformed
   */
  public static TrainingPolicy find(String nameOrFile) {
    if (BUILT_IN.contains(nameOrFile)) {
      return builtIn(nameOrFile);
    }
    if (nameOrFile.indexOf('\0') < 0 && Files.exists(Path.of(nameOrFile))) {
      return TrainingPolicy.read(Document.read(Path.of(nameOrFile)));
    }
    throw unknown(nameOrFile);
  }

  /**
   * The policy with which a space is trained unless another is named.
   *
   * @throws BadInputException if the space has none
   */
  public static TrainingPolicy defaultFor(MbConvSpace space) {
    String name = DEFAULT_OF_SPACE.get(space.name());
    if (name == null) {
      throw new BadInputException(
          "space "
              + space.name()
              + " has no policy of its own: name one with --policy, a file or one of "
              + BUILT_IN);
    }
    return builtIn(name);
  }

  private static BadInputException unknown(String name) {
    return new BadInputException(
        "unknown policy '"
            + Check.shown(name)
            + "'"
            + Check.didYouMean(name, BUILT_IN)
            + ": give a file or one of "
            + BUILT_IN);
  }
}
