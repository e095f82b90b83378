package io.edgenas.space.cell;

import io.edgenas.base.input.Document;
import io.edgenas.space.SpaceFamily;
import java.util.List;
import java.util.regex.Pattern;

/** The family of stacked cells, see {@link CellSpace}. */
public final class CellFamily implements SpaceFamily {
  /** The name in files and messages. */
  public static final String NAME = "cell";

  private static final Pattern LOOK = Pattern.compile("\\s*r[0-9]+/\\|.*");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> builtIn() {
    return List.of("nasbench201");
  }

  @Override
  public CellSpace read(Document document) {
    return CellSpace.read(document);
  }

  @Override
  public boolean claims(String archText) {
    return LOOK.matcher(archText).matches();
  }

  @Override
  public CellArch parse(String archText) {
    return CellArch.parse(archText);
  }
}
