package io.edgenas.data;

/** The part of a data set that an image belongs to. */
public enum Split {
  TRAIN("train"),
  VALIDATION("val"),
  TEST("test");

  private final String folder;

  Split(String folder) {
    this.folder = folder;
  }

  /** Name of its folder where the folders give the parts. */
  public String folder() {
    return folder;
  }

  /** Chooses the split by content: 80, 10 and 10 % of all hashes. */
  static Split ofHash(String sha256) {
    long tenth = Long.remainderUnsigned(Long.parseUnsignedLong(sha256.substring(0, 16), 16), 10);
    return tenth < 8 ? TRAIN : tenth == 8 ? VALIDATION : TEST;
  }
}
