package io.edgenas.search.compare;

/**
 * What strategies are compared by: the first objective of their problem.
 *
 * @see Standing
 */
public enum Score {
  /** Shares from 0 to 1, shown in percent. */
  ACCURACY("top1", "top-1, %", "best top-1 accuracy, %", 100),
  /** Plain numbers of any size. */
  REWARD("reward", "reward", "best reward", 1);

  private final String key;
  private final String title;
  private final String axis;
  private final double shown;

  Score(String key, String title, String axis, double shown) {
    this.key = key;
    this.title = title;
    this.axis = axis;
    this.shown = shown;
  }

  /** What it is called in files and JSON. */
  public String key() {
    return key;
  }

  /** What it is called above a column, with its unit. */
  public String title() {
    return title;
  }

  /** What it is called beside an axis, with its unit. */
  public String axis() {
    return axis;
  }

  /** The value as people are shown it. */
  public double shown(double value) {
    return shown * value;
  }
}
