package io.edgenas.experiments.photos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.data.DataReport;
import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.DataReport.Shape;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.source.DataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFoldersTest {
  @TempDir Path temp;

  private DataReport report() {
    return DataSource.inspect("images:" + temp, OpeningListener.SILENT);
  }

  @Test
  void makesPhotosOfFourClasses() throws IOException {
    PhotoFolder.write(temp, 10);
    DataReport report = report();
    assertEquals(10, report.images());
    assertEquals(List.of(1, 4, 3, 2), report.classes().stream().map(ClassCount::total).toList());
    assertEquals(0, report.duplicates().copies());
    assertTrue(report.range(Shape::shorterSide).min() >= 600);
    assertEquals(3, report.channels());
  }

  @Test
  void makesClassesOfTwentyToOne() throws IOException {
    UnevenFolder.write(temp, 40, 2);
    DataReport report = report();
    assertEquals(20, report.imbalance().orElseThrow());
    assertEquals(2_000, report.classes().stream().mapToInt(ClassCount::test).sum());
    assertEquals(List.of(), report.errors());
  }
}
