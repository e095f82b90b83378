package io.edgenas.pipeline.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.pipeline.plot.ComparisonPicture.References;
import io.edgenas.search.compare.Entry.Place;
import io.edgenas.search.compare.FrontPoint;
import io.edgenas.search.compare.Score;
import io.edgenas.search.compare.Spread;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ComparisonPictureTest {
  private static final String HOSTILE = "<script>&\"x\"</script>\u202e";

  private static Line line(String label, double... medians) {
    return new Line(
        label,
        "",
        IntStream.range(0, medians.length)
            .mapToObj(
                i -> new Place(i + 1, new Spread(medians[i], medians[i] - 0.01, medians[i] + 0.01)))
            .toList());
  }

  private static ComparisonPicture picture(List<Line> lines) {
    return new ComparisonPicture(
        "a title", "what it is", "queries", Score.ACCURACY, 0, lines, List.of(), Optional.empty());
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(ComparisonPicture picture, String tag) throws Exception {
    NodeList nodes = parsed(picture.svg()).getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(ComparisonPicture picture) throws Exception {
    return elements(picture, "text").stream().map(Element::getTextContent).toList();
  }

  /** The y pixels of the longest line of a colour: that of the large panel. */
  private static double[] heights(ComparisonPicture picture, String color) throws Exception {
    return elements(picture, "polyline").stream()
        .filter(line -> line.getAttribute("stroke").equals(color))
        .map(line -> line.getAttribute("points").split(" "))
        .max((a, b) -> Integer.compare(a.length, b.length))
        .map(
            points ->
                Arrays.stream(points)
                    .mapToDouble(point -> Double.parseDouble(point.split(",")[1]))
                    .toArray())
        .orElseThrow();
  }

  @Test
  void everyStrategyHasAPanelAndALineInTheLegend() throws Exception {
    List<Line> lines =
        IntStream.range(0, 17).mapToObj(i -> line("s" + i, 0.5, 0.6, 0.6 + i / 100.0)).toList();
    ComparisonPicture picture = picture(lines);
    List<String> texts = texts(picture);
    assertTrue(texts.containsAll(List.of("a title", "what it is", "queries")), texts.toString());
    for (int i = 1; i < lines.size(); i++) {
      String label = "s" + i;
      assertEquals(2, texts.stream().filter(label::equals).count(), label);
    }
    assertEquals(1, texts.stream().filter("s0"::equals).count(), "the reference is in all panels");
    assertEquals(2 * 16, elements(picture, "polygon").size(), "a band each, and the reference's");
  }

  @Test
  void aLineStaysUntilSomethingBetterIsFound() throws Exception {
    double[] y =
        heights(picture(List.of(line("r", 0.5, 0.5), line("s", 0.6, 0.6, 0.7))), "#0072b2");
    assertEquals(4, y.length, "start, end of the step, its top, the end of the axis");
    assertEquals(y[0], y[1], "it goes on to where the better is");
    assertTrue(y[2] < y[1], "up is less in pixels");
    assertEquals(y[2], y[3]);
  }

  @Test
  void theLegendBeginsWithTheBest() throws Exception {
    List<String> texts =
        texts(picture(List.of(line("random", 0.5), line("worse", 0.4), line("best", 0.9))));
    List<String> labels =
        texts.stream().filter(List.of("random", "worse", "best")::contains).limit(3).toList();
    assertEquals(List.of("best", "random", "worse"), labels);
  }

  @Test
  void showsTheOptimumAndPointsThatNobodySearched() throws Exception {
    ComparisonPicture picture =
        new ComparisonPicture(
            "t",
            "s",
            "cost",
            Score.ACCURACY,
            0,
            List.of(line("random", 0.5, 0.6)),
            List.of(Level.optimum(0.8), Level.handMade("by a rule", 0.7)),
            Optional.of(new References("by hand", List.of(new FrontPoint(1.5, 0.55)))));
    assertTrue(texts(picture).containsAll(List.of("the best there is", "by a rule", "by hand")));
    assertEquals(2, elements(picture, "polygon").size(), "a diamond there and in the legend");
  }

  @Test
  void levelsLieAboveEachOtherInEveryPanel() throws Exception {
    Level low = Level.handMade("by a rule", 0.55);
    Level high = Level.optimum(0.8);
    ComparisonPicture picture =
        new ComparisonPicture(
            "t",
            "s",
            "queries",
            Score.ACCURACY,
            0,
            List.of(line("random", 0.5, 0.6), line("s", 0.5, 0.7)),
            List.of(low, high),
            Optional.empty());
    for (Level level : List.of(low, high)) {
      long lines =
          elements(picture, "polyline").stream()
              .filter(line -> line.getAttribute("stroke").equals(level.color()))
              .filter(line -> line.getAttribute("stroke-dasharray").equals(level.dash()))
              .count();
      assertEquals(3, lines, "two panels and the legend have " + level.label());
    }
    double[] below = heights(picture, low.color());
    double[] above = heights(picture, high.color());
    assertEquals(below[0], below[1]);
    assertTrue(above[0] < below[0], "up is less in pixels");
  }

  /** The cheapest of many is a poor one, and would press the rest of the picture flat. */
  @Test
  void aPoorPointInTheEarlyPartDoesNotDecideHowFarDownThePictureReaches() throws Exception {
    assertArrayEquals(besidesAPoint(1, 0.58), besidesAPoint(1, 0.01));
    assertTrue(besidesAPoint(3, 0.58)[0] > besidesAPoint(3, 0.01)[0], "a later one does");
  }

  /** The height of a line in a picture whose second half counts. */
  private static double[] besidesAPoint(double cost, double top1) throws Exception {
    ComparisonPicture picture =
        new ComparisonPicture(
            "t",
            "s",
            "cost",
            Score.ACCURACY,
            0.5,
            List.of(line("random", 0.6, 0.6, 0.6, 0.6)),
            List.of(),
            Optional.of(new References("by hand", List.of(new FrontPoint(cost, top1)))));
    return heights(picture, "#8a8f98");
  }

  @Test
  void strangersNamesStayText() throws Exception {
    ComparisonPicture picture = picture(List.of(line("random", 0.5), line(HOSTILE, 0.6)));
    assertEquals(0, parsed(picture.svg()).getElementsByTagName("script").getLength());
    assertTrue(
        texts(picture).contains("<script>&\"x\"</script>\\u202e"), texts(picture).toString());
  }

  @Test
  void isTheSamePictureForTheSameData() {
    List<Line> lines = List.of(line("random", 0.5, 0.6), line("s", 0.6, 0.7));
    assertEquals(picture(lines).svg(), picture(lines).svg());
  }

  @Test
  void refusesToShowNothing() {
    assertThrows(IllegalArgumentException.class, () -> picture(List.of()));
    assertThrows(IllegalArgumentException.class, () -> picture(List.of(line("empty"))));
  }
}
