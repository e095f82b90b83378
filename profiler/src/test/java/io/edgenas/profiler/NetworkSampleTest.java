package io.edgenas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.profile.NetworkMeasurement.Role;
import io.edgenas.profiler.NetworkSample.Chosen;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.TinySpace;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSampleTest {
  private static final SearchSpace SPACE = Spaces.builtIn("ofa-mbv3-w1.2");
  private static final List<Integer> MEASURED = List.of(224, 160, 192);

  private static List<Chosen> draw(int calibration, int validation, long seed) {
    return NetworkSample.draw(SPACE, MEASURED, calibration, validation, seed);
  }

  @Test
  void takesNoSubnetTwice() {
    List<Chosen> chosen = draw(200, 100, 1);
    assertEquals(300, chosen.stream().map(Chosen::arch).distinct().count());
    assertEquals(200, chosen.stream().filter(c -> c.role() == Role.CALIBRATION).count());
  }

  @Test
  void beginsALongerSampleWithTheShorterOne() {
    assertEquals(draw(10, 10, 1), draw(20, 20, 1).subList(0, 20));
  }

  @Test
  void drawsOthersForAnotherSeed() {
    List<Chosen> ends = draw(2, 0, 1);
    List<Chosen> common = new java.util.ArrayList<>(draw(20, 20, 1));
    common.retainAll(draw(20, 20, 2));
    assertEquals(ends, common);
  }

  @Test
  void judgesInterpolationOnResolutionsBetweenTheMeasuredOnes() {
    List<Integer> validation =
        draw(0, 100, 1).stream().map(chosen -> chosen.arch().resolution()).toList();
    assertTrue(validation.stream().filter(MEASURED::contains).count() >= 50);
    assertTrue(validation.stream().anyMatch(resolution -> !MEASURED.contains(resolution)));
    assertTrue(validation.stream().allMatch(resolution -> resolution >= 160));
  }

  @Test
  void calibratesOnMeasuredResolutionsAndBothEnds() {
    List<Chosen> calibration = draw(30, 0, 1);
    assertTrue(calibration.stream().allMatch(c -> MEASURED.contains(c.arch().resolution())));
    assertEquals(SPACE.largest(), calibration.get(0).arch());
    assertEquals(SPACE.smallest().withResolution(160), calibration.get(1).arch());
  }

  @Test
  void isContentWithFewerWhereTheSpaceHasNoMore() {
    int size = TinySpace.SPACE.size().intValueExact() / 3;
    List<Chosen> chosen = NetworkSample.draw(TinySpace.SPACE, List.of(12), size, 200, 1);
    assertTrue(chosen.size() <= size);
    assertTrue(chosen.size() > size / 2);
  }
}
