package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds a data set by what a person writes after {@code --data}: a scheme such as {@code bundled},
 * or a scheme and a folder, such as {@code images:DIR}.
 */
public final class DataSource {
  private static final List<DataFormat> FORMATS =
      List.of(
          new PackedFormat("bundled", false, "IDX", folder -> BundledImages.open()),
          new PackedFormat("idx", true, "IDX", IdxFolder::open),
          new PackedFormat("cifar10", true, "CIFAR-10", Cifar10Folder::open),
          new FolderFormat());

  /** What may be written, as a list for messages and help. */
  public static final String FORMS = forms();

  private DataSource() {}

  private static String forms() {
    List<String> forms = FORMATS.stream().map(DataFormat::form).toList();
    int last = forms.size() - 1;
    return String.join(", ", forms.subList(0, last)) + " or " + forms.get(last);
  }

  /**
   * Opens a data set.
   *
   * @param text one of {@link #FORMS}
   * @param cacheFolder where {@code images:DIR} keeps its decoded images; made if missing
   * @param shorterSide pixels to which {@code images:DIR} shrinks the shorter side of larger
   *     images: the largest resolution used, or more
   * @throws BadInputException if the form is unknown, or naming the file that is missing or wrong
   */
  public static DataSplits open(String text, Path cacheFolder, int shorterSide) {
    return open(text, cacheFolder, median -> shorterSide, OpeningListener.SILENT);
  }

  /**
   * Opens as {@link #open(String, Path, int)} does, with decisions that depend on the images.
   *
   * @param plan asked once the images' headers are known, before any image is decoded
   * @param listener hears how decoding goes on and can end it
   * @throws BadInputException also if the plan refuses the data
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  public static DataSplits open(
      String text, Path cacheFolder, OpeningPlan plan, OpeningListener listener) {
    Written written = Written.of(text);
    return written.format.open(written.folder, cacheFolder, plan, listener);
  }

  /**
   * Looks at every image of a data set and changes nothing.
   *
   * @param text one of {@link #FORMS}
   * @throws BadInputException as {@link #open(String, Path, int)}; but what is wrong with single
   *     images or classes of a folder is in the report
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  public static DataReport inspect(String text, OpeningListener listener) {
    Written written = Written.of(text);
    return written.format.inspect(written.folder, listener);
  }

  /** What was written, taken apart; the folder is empty where the format takes none. */
  private record Written(DataFormat format, Path folder) {
    static Written of(String text) {
      int colon = text.indexOf(':');
      String scheme = colon < 0 ? text : text.substring(0, colon);
      String folder = colon < 0 ? "" : text.substring(colon + 1);
      for (DataFormat format : FORMATS) {
        if (!format.scheme().equals(scheme)) {
          continue;
        }
        boolean asItShouldBe =
            format.takesFolder() ? !folder.isEmpty() && folder.indexOf('\0') < 0 : colon < 0;
        if (asItShouldBe) {
          return new Written(format, Path.of(folder));
        }
      }
      throw unknown(text);
    }
  }

  private static BadInputException unknown(String text) {
    String shown = Check.shown(text);
    boolean folder = text.indexOf('\0') < 0 && Files.isDirectory(Path.of(text));
    return new BadInputException(
        "unknown data '"
            + shown
            + "': give one of "
            + FORMS
            + (folder ? "; a folder of images is images:" + shown : ""));
  }
}
