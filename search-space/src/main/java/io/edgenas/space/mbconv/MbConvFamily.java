package io.edgenas.space.mbconv;

import io.edgenas.base.input.Document;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SpaceFamily;
import java.util.List;
import java.util.regex.Pattern;

/** The family of stages of inverted bottlenecks, see {@link MbConvSpace}. */
public final class MbConvFamily implements SpaceFamily {
  /** The name in files, messages and {@link SearchSpace#family}. */
  public static final String NAME = "mbconv";

  private static final Pattern LOOK = Pattern.compile("\\s*r[0-9]+/(w[0-9]+:)?k[0-9].*");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> builtIn() {
    return List.of("ofa-mbv3-w1.0", "ofa-mbv3-w1.2", "mobile-28", "mobile-96", "tiny");
  }

  @Override
  public MbConvSpace read(Document document) {
    return MbConvFile.read(document);
  }

  @Override
  public boolean claims(String archText) {
    return LOOK.matcher(archText).matches();
  }

  @Override
  public ArchSpec parse(String archText) {
    return ArchSpec.parse(archText);
  }
}
