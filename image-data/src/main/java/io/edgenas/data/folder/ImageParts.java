package io.edgenas.data.folder;

import io.edgenas.data.DataSplits;
import io.edgenas.data.ImageFile;
import io.edgenas.data.Split;
import java.util.List;

/**
 * The images of a folder dealt to their parts.
 *
 * @param validation the last of the training images where the folder gives none
 */
public record ImageParts(List<ImageFile> train, List<ImageFile> validation, List<ImageFile> test) {

  /**
   * @param readable in the order of a listing
   */
  public static ImageParts of(List<ImageFile> readable) {
    List<ImageFile> train = part(readable, Split.TRAIN);
    List<ImageFile> validation = part(readable, Split.VALIDATION);
    if (validation.isEmpty() && train.size() > 1) {
      int start = DataSplits.validationStart(train.size());
      validation = train.subList(start, train.size());
      train = train.subList(0, start);
    }
    return new ImageParts(train, validation, part(readable, Split.TEST));
  }

  private static List<ImageFile> part(List<ImageFile> files, Split split) {
    return files.stream().filter(file -> file.split() == split).toList();
  }
}
