package io.edgenas.pipeline.plot;

/**
 * An accuracy that strategies are held against, drawn as a line across all panels.
 *
 * @param label what it is
 * @param top1 0 to 1
 * @param color as in SVG
 * @param dash lengths of strokes and gaps in pixels, as in SVG
 */
public record Level(String label, double top1, String color, String dash) {
  /** The best accuracy there is. */
  public static Level optimum(double top1) {
    return new Level("the best there is", top1, "#2e7d32", "7 4");
  }

  /** The best accuracy of networks that nobody searched. */
  public static Level handMade(String label, double top1) {
    return new Level(label, top1, "#222222", "2 3");
  }
}
