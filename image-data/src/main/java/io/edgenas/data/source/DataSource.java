package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.data.DataPreview;
import io.edgenas.data.DataReport;
import io.edgenas.data.DataSplits;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.folder.ImageFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * Finds a data set by what a person writes after {@code --data}: {@code bundled}, {@code idx:DIR},
 * {@code cifar10:DIR} or {@code images:DIR}.
 */
public final class DataSource {
  private static final Set<String> FOLDERS = Set.of("idx", "cifar10", "images");
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
    return open(text, cacheFolder, median -> shorterSide, OpeningListener.SILENT);
  }

  /**
   * As {@link #open(String, Path, int)}, with decisions that depend on the images.
   *
   * @param plan asked once the images' headers are known, before any image is decoded
   * @param listener hears how decoding goes on and can end it
   * @throws BadInputException also if the plan refuses the data
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  public static DataSplits open(
      String text, Path cacheFolder, OpeningPlan plan, OpeningListener listener) {
    Form form = Form.of(text);
    return switch (form.scheme) {
      case "bundled" -> allowed(BundledImages.open(), plan);
      case "idx" -> allowed(IdxFolder.open(form.folder), plan);
      case "cifar10" -> allowed(Cifar10Folder.open(form.folder), plan);
      default -> ImageFolder.open(form.folder, cacheFolder, plan, listener);
    };
  }

  private static DataSplits allowed(DataSplits data, OpeningPlan plan) {
    plan.require(new DataPreview(data.nativeSize(), data.train().size(), data.validation().size()));
    return data;
  }

  /**
   * Looks at every image of a data set and changes nothing.
   *
   * @param text one of the forms above
   * @throws BadInputException as {@link #open(String, Path, int)}; but what is wrong with single
   *     images or classes of a folder is in the report
   * @throws java.util.concurrent.CancellationException if the listener wants to leave
   */
  public static DataReport inspect(String text, OpeningListener listener) {
    Form form = Form.of(text);
    return switch (form.scheme) {
      case "bundled" -> DataInspection.ofPacked(BundledImages.open(), "IDX");
      case "idx" -> DataInspection.ofPacked(IdxFolder.open(form.folder), "IDX");
      case "cifar10" -> DataInspection.ofPacked(Cifar10Folder.open(form.folder), "CIFAR-10");
      default -> DataInspection.ofFolder(form.folder, listener);
    };
  }

  /** What was written, taken apart; {@code bundled} has an empty folder. */
  private record Form(String scheme, Path folder) {
    static Form of(String text) {
      if (text.equals("bundled")) {
        return new Form(text, Path.of(""));
      }
      int colon = text.indexOf(':');
      String scheme = colon < 0 ? text : text.substring(0, colon);
      String folder = colon < 0 ? "" : text.substring(colon + 1);
      if (folder.isEmpty() || folder.indexOf('\0') >= 0 || !FOLDERS.contains(scheme)) {
        throw unknown(text);
      }
      return new Form(scheme, Path.of(folder));
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
