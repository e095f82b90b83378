package io.edgenas.cli.text;

import io.edgenas.data.source.DataSource;
import java.util.ListResourceBundle;

/** Texts of the help that are written from lists elsewhere, as {@code ${bundle:KEY}}. */
public final class HelpTexts extends ListResourceBundle {
  @Override
  protected Object[][] getContents() {
    return new Object[][] {{"data.forms", DataSource.FORMS}};
  }
}
