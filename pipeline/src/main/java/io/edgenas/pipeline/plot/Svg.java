package io.edgenas.pipeline.plot;

import io.edgenas.base.input.Visible;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An SVG picture in the making: shapes in pixels from the upper left corner, text in one font. */
final class Svg {
  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final double height;

  /** A place on the picture. */
  record Dot(double x, double y) {}

  /** Where a text stands beside its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Svg(double width, double height) {
    this.width = width;
    this.height = height;
    add("<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>", number(width), number(height));
  }

  /** The whole file. */
  String file() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\""
                + " viewBox=\"0 0 %1$s %2$s\" font-family=\"Helvetica, Arial, sans-serif\">\n",
            number(width),
            number(height))
        + body
        + "</svg>\n";
  }

  /** What is drawn until {@link #endClip} shows inside a rectangle only. */
  void beginClip(String id, double x, double y, double w, double h) {
    add(
        "<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
        id, number(x), number(y), number(w), number(h));
    add("<g clip-path=\"url(#%s)\">", id);
  }

  void endClip() {
    add("</g>");
  }

  void rectangle(double x, double y, double w, double h, String stroke) {
    add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"none\" stroke=\"%s\"/>",
        number(x), number(y), number(w), number(h), stroke);
  }

  /**
   * A line through dots.
   *
   * @param dash lengths of strokes and gaps, as SVG takes them; empty for an unbroken line
   */
  void line(List<Dot> dots, String stroke, double strokeWidth, String dash) {
    add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s"
            + " stroke-linejoin=\"round\"/>",
        points(dots),
        stroke,
        number(strokeWidth),
        dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
  }

  /** A filled area. */
  void area(List<Dot> dots, String fill, double opacity) {
    add(
        "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"%s\"/>",
        points(dots), fill, number(opacity));
  }

  /** A filled diamond around a place. */
  void diamond(Dot at, double size, String fill) {
    area(
        List.of(
            new Dot(at.x, at.y - size),
            new Dot(at.x + size, at.y),
            new Dot(at.x, at.y + size),
            new Dot(at.x - size, at.y)),
        fill,
        1);
  }

  void text(Dot at, String text, Anchor anchor, double size, String fill) {
    add(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\" fill=\"%s\">%s</text>",
        number(at.x),
        number(at.y),
        anchor.name().toLowerCase(Locale.ROOT),
        number(size),
        fill,
        escaped(text));
  }

  /** A text that reads from below. */
  void upright(Dot at, String text, double size, String fill) {
    add(
        "<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\" font-size=\"%s\""
            + " fill=\"%s\">%s</text>",
        number(at.x), number(at.y), number(size), fill, escaped(text));
  }

  private static String points(List<Dot> dots) {
    return dots.stream()
        .map(dot -> number(dot.x) + "," + number(dot.y))
        .collect(Collectors.joining(" "));
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** A hundredth of a pixel is enough. */
  private static String number(double value) {
    double rounded = Math.rint(100 * value) / 100;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static String escaped(String text) {
    return Visible.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
