package io.edgenas.pipeline.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Accuracy against latency.
 *
 * @param title above the picture
 * @param evaluated subnets that were looked at, by the models' predictions
 * @param front those of them that no other beats in both, by ascending latency
 * @param handMade subnets that a rule makes and no search, by the models' predictions; may be empty
 * @param found the exported files, as measured
 * @param budgetsMs what was asked for
 */
public record AccuracyLatencyPlot(
    String title,
    List<Point> evaluated,
    List<Point> front,
    List<Point> handMade,
    List<Point> found,
    List<Double> budgetsMs) {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final Color GREY = new Color(0xB0, 0xB7, 0xC0);
  private static final Color BLUE = new Color(0x1F, 0x5A, 0xA6);
  private static final Color ORANGE = new Color(0xD9, 0x7A, 0x00);
  private static final Color RED = new Color(0xC0, 0x39, 0x2B);
  private static final Color GREEN = new Color(0x2E, 0x7D, 0x32);

  /** Markers have one size for all series; these are to stand out. */
  private static Marker larger(Marker marker, int times) {
    return new Marker() {
      @Override
      public void paint(Graphics2D graphics, double x, double y, int size) {
        marker.paint(graphics, x, y, times * size);
      }
    };
  }

  public AccuracyLatencyPlot {
    evaluated = List.copyOf(evaluated);
    front = List.copyOf(front);
    handMade = List.copyOf(handMade);
    found = List.copyOf(found);
    budgetsMs = List.copyOf(budgetsMs);
    if (found.isEmpty()) {
      throw new IllegalArgumentException("nothing was found: there is nothing to show");
    }
  }

  /** The picture as a PNG file. */
  public byte[] png() throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("latency, ms")
            .yAxisTitle("top-1 accuracy, %")
            .build();
    chart
        .getStyler()
        .setLegendPosition(LegendPosition.OutsideS)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false);
    chart.getStyler().setMarkerSize(5);
    scatter(chart, "evaluated subnets (predicted)", evaluated, GREY, SeriesMarkers.CIRCLE);
    line(chart, "front (predicted)", front, BLUE);
    scatter(
        chart,
        "uniform scaling (predicted)",
        handMade,
        ORANGE,
        larger(SeriesMarkers.TRIANGLE_UP, 2));
    budgets(chart);
    scatter(chart, "exported files (measured)", found, RED, larger(SeriesMarkers.DIAMOND, 3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BitmapEncoder.saveBitmap(chart, bytes, BitmapFormat.PNG);
    return bytes.toByteArray();
  }

  private static void scatter(
      XYChart chart, String name, List<Point> points, Color color, Marker marker) {
    if (points.isEmpty()) {
      return;
    }
    XYSeries series = add(chart, name, points);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(marker).setMarkerColor(color);
  }

  private static void line(XYChart chart, String name, List<Point> points, Color color) {
    if (points.isEmpty()) {
      return;
    }
    XYSeries series = add(chart, name, points);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setLineColor(color);
    series.setMarker(SeriesMarkers.NONE);
  }

  private static XYSeries add(XYChart chart, String name, List<Point> points) {
    return chart.addSeries(
        name,
        points.stream().mapToDouble(Point::latencyMs).toArray(),
        points.stream().mapToDouble(point -> 100 * point.top1()).toArray());
  }

  /** A vertical line per budget, over the height of what is shown. */
  private void budgets(XYChart chart) {
    double low = shown().mapToDouble(Point::top1).min().orElseThrow();
    double high = shown().mapToDouble(Point::top1).max().orElseThrow();
    for (int i = 0; i < budgetsMs.size(); i++) {
      double budget = budgetsMs.get(i);
      List<Point> ends = List.of(new Point(budget, low), new Point(budget, high));
      XYSeries series = add(chart, i == 0 ? "budgets" : "budget " + (i + 1), ends);
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
      series.setShowInLegend(i == 0);
      series.setLineColor(GREEN);
      series.setLineStyle(
          new BasicStroke(
              1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 4}, 0));
      series.setMarker(SeriesMarkers.NONE);
    }
  }

  private Stream<Point> shown() {
    return Stream.of(evaluated, front, handMade, found).flatMap(List::stream);
  }
}
