package io.edgenas.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.DataReport.Range;
import io.edgenas.data.DataReport.Remark;
import io.edgenas.data.DataReport.Shape;
import io.edgenas.data.source.DataSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataReportTest {
  @TempDir Path temp;

  private DataReport inspect() {
    return DataSource.inspect("images:" + temp, OpeningListener.SILENT);
  }

  private void photos(String folder, int from, int count) throws IOException {
    Photos.write(temp.resolve(folder), from, count);
  }

  @Test
  void countsWhatTrainingWillSee() throws IOException {
    photos("cat", 0, 100);
    photos("dog", 200, 30);
    DataReport report = inspect();
    DataSplits data = DataSource.open("images:" + temp, temp.resolve(".cache"), 16);
    assertEquals(130, report.images());
    assertArrayEquals(
        data.train().classCounts(2),
        report.classes().stream().mapToInt(ClassCount::train).toArray());
    assertArrayEquals(
        data.validation().classCounts(2),
        report.classes().stream().mapToInt(ClassCount::validation).toArray());
    assertArrayEquals(
        data.test().classCounts(2), report.classes().stream().mapToInt(ClassCount::test).toArray());
    int[] train = data.train().classCounts(2);
    assertEquals((double) train[0] / train[1], report.imbalance().getAsDouble());
    assertEquals(List.of(), report.errors());
  }

  @Test
  void foretellsTheSizeOfTheCache() throws IOException {
    for (int i = 0; i < 10; i++) {
      Photos.write(temp.resolve("cat/" + i + ".png"), i, 64, 40 + i);
      Photos.write(temp.resolve("dog/" + i + ".png"), 100 + i, 11, 12);
    }
    DataReport report = inspect();
    DataSource.open("images:" + temp, temp.resolve(".cache"), 16);
    assertEquals(Files.size(temp.resolve(".cache/images-16.pixels")), report.cacheBytes(16));
    assertEquals(new Range(11, 64, 64), report.range(Shape::width));
    assertEquals(new Range(11, 40, 49), report.range(Shape::shorterSide));
  }

  @Test
  void namesWhatCannotBeReadAndWhatIsNamedWrongly() throws IOException {
    photos("cat", 0, 10);
    photos("dog", 100, 10);
    Path empty = Files.createFile(temp.resolve("cat/empty.jpg"));
    Path half = temp.resolve("dog/half.png");
    byte[] png = Files.readAllBytes(temp.resolve("dog/photo-100.png"));
    Files.write(half, TruncatedPng.withHalfItsRows(png));
    Path wrong = temp.resolve("dog/wrong.JPG");
    Photos.write(wrong, 500, 20, 24);
    Photos.write(temp.resolve("dog/without extension"), 501, 20, 24);
    DataReport report = inspect();
    Map<String, String> reasons =
        report.unreadable().stream()
            .collect(java.util.stream.Collectors.toMap(Remark::file, Remark::text));
    assertEquals(java.util.Set.of(empty.toString(), half.toString()), reasons.keySet());
    assertTrue(reasons.get(empty.toString()).contains("0 bytes"));
    assertEquals(List.of(new Remark(wrong.toString(), "PNG")), report.misnamed());
    assertEquals(22, report.images());
    assertEquals(1, report.errors().size());
    assertTrue(report.errors().get(0).startsWith("2 of 24 images"), report.errors().get(0));
  }

  @Test
  void findsCopies() throws IOException {
    photos("cat", 0, 10);
    photos("dog", 100, 10);
    Photos.write(temp.resolve("cat/copy.png"), 4, 20, 24);
    Photos.write(temp.resolve("dog/stray.png"), 5, 20, 24);
    Duplicates found = inspect().duplicates();
    assertEquals(1, found.copies());
    assertEquals(
        List.of(
            List.of(
                temp.resolve("cat/photo-5.png").toString(),
                temp.resolve("dog/stray.png").toString())),
        found.acrossClasses());
    assertEquals(List.of(), found.acrossParts());
  }

  @Test
  void tellsGreyFromColour() throws IOException {
    photos("cat", 0, 4);
    Files.createDirectories(temp.resolve("dog"));
    for (int i = 0; i < 3; i++) {
      BufferedImage grey = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
      grey.getRaster().setSample(i, 0, 0, 200);
      ImageIO.write(grey, "png", temp.resolve("dog/" + i + ".png").toFile());
    }
    DataReport report = inspect();
    assertEquals(3, report.channels());
    assertEquals(3, report.shapes().stream().filter(shape -> shape.channels() == 1).count());
  }

  @Test
  void describesAClassWithoutImagesAsAnError() throws IOException {
    photos("cat", 0, 20);
    Files.createDirectories(temp.resolve("dog"));
    DataReport report = inspect();
    assertTrue(report.imbalance().isEmpty());
    assertTrue(report.errors().get(0).startsWith("class dog in "), report.errors().toString());
  }

  @Test
  void describesTheBundledImages() {
    DataReport report = DataSource.inspect("bundled", OpeningListener.SILENT);
    assertEquals(13_700, report.images());
    assertEquals(new Range(28, 28, 28), report.range(Shape::shorterSide));
    assertEquals(1, report.channels());
    assertEquals(Map.of("IDX", 13_700), report.formats());
    assertEquals(1_053, report.classes().get(0).train());
    assertEquals(1, report.imbalance().getAsDouble(), 0.01);
    assertEquals(List.of(), report.errors());
  }
}
