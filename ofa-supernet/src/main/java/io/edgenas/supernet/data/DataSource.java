package io.edgenas.supernet.data;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.nio.file.Path;

/**
 * Finds a data set by what a person writes after {@code --data}: {@code bundled}, {@code idx:DIR},
 * {@code cifar10:DIR} or {@code images:DIR}.
 */
public final class DataSource {
  private static final String FORMS = "bundled, idx:DIR, cifar10:DIR or images:DIR";

  private DataSource() {}

  /**
   * Opens a data set.
   *
   * @param text one of the forms above
   * @param cacheFolder where {@code images:DIR} keeps its decoded images; made if missing
   * @param shorterSide pixels to which {@code images:DIR} shrinks the shorter side of larger
   *     images: the largest resolution used, or more
   * @throws BadInputException if the form is unknown, or naming the file that is missing or wrong
   */
  public static DataSplits open(String text, Path cacheFolder, int shorterSide) {
    if (text.equals("bundled")) {
      return BundledImages.open();
    }
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? text : text.substring(0, colon);
    String folder = colon < 0 ? "" : text.substring(colon + 1);
    if (folder.isEmpty() || folder.indexOf('\0') >= 0) {
      throw unknown(text);
    }
    return switch (scheme) {
      case "idx" -> IdxFolder.open(Path.of(folder));
      case "cifar10" -> Cifar10Folder.open(Path.of(folder));
      case "images" -> ImageFolder.open(Path.of(folder), cacheFolder, shorterSide);
      default -> throw unknown(text);
    };
  }

  private static BadInputException unknown(String text) {
    return new BadInputException("unknown data '" + Check.shown(text) + "': give one of " + FORMS);
  }
}
