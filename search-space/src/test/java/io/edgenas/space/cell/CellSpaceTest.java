package io.edgenas.space.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.network.Arch;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.network.Site;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.SearchSpaceContract;
import io.edgenas.space.Task;
import io.edgenas.space.file.Spaces;
import io.edgenas.space.fixtures.ChainSpace;
import java.util.Collections;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a space of three operations, small enough to walk through; then on NAS-Bench-201's own. */
class CellSpaceTest extends SearchSpaceContract {
  private static final CellSpace SMALL =
      new CellSpace(
          "small",
          List.of(4, 8),
          1,
          List.of(CellOperation.NONE, CellOperation.SKIP, CellOperation.CONV_3X3),
          List.of(8));

  private static final CellSpace PUBLISHED = (CellSpace) Spaces.builtIn("nasbench201");
  private static final Task TASK = Task.of(PUBLISHED, 10, 3);

  @Override
  protected SearchSpace space() {
    return SMALL;
  }

  @Override
  protected Arch foreign() {
    return ChainSpace.SPACE.largest();
  }

  private static CellArch all(CellOperation operation) {
    return new CellArch(32, Collections.nCopies(CellArch.EDGES, operation));
  }

  private static List<String> names(String cell) {
    return PUBLISHED.lower(TASK, PUBLISHED.parse(cell)).layers().stream()
        .map(Layer::name)
        .filter(name -> name.startsWith("stage1.cell1."))
        .map(name -> name.substring("stage1.cell1.".length()))
        .toList();
  }

  @Test
  void hasTheSizeOfTheBenchmark() {
    assertEquals(15_625 * 2, PUBLISHED.size().intValueExact());
  }

  @Test
  void readsTheBenchmarksOwnText() {
    String text =
        "r32/|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|"
            + "+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|";
    assertEquals(text, PUBLISHED.parse(text).toString());
    assertEquals(
        135_156, PUBLISHED.publishedParams(Task.of(PUBLISHED, 100, 3), PUBLISHED.parse(text)));
  }

  @Test
  void whereNothingIsCutTheNetworkHasThePublishedParameters() {
    for (CellOperation operation : List.of(CellOperation.CONV_1X1, CellOperation.CONV_3X3)) {
      CellArch arch = all(operation);
      // The last batch norm has a weight of 1 a channel.
      assertEquals(
          PUBLISHED.publishedParams(TASK, arch) + 64, PUBLISHED.lower(TASK, arch).params());
    }
  }

  /** 5 cells of 6 convolutions at 32, 16 and 8 pixels, stem, residual blocks and classifier. */
  @Test
  void countsMultiplications() {
    long cells = 5L * 6 * 9 * (16 * 16 * 1024 + 32 * 32 * 256 + 64 * 64 * 64);
    long down =
        9L * 16 * 32 * 256
            + 9L * 32 * 32 * 256
            + 16 * 32 * 256
            + 9L * 32 * 64 * 64
            + 9L * 64 * 64 * 64
            + 32 * 64 * 64;
    long ends = 9L * 3 * 16 * 1024 + 64 * 64 + 64 * 10;
    assertEquals(cells + down + ends, PUBLISHED.lower(TASK, all(CellOperation.CONV_3X3)).macs());
  }

  @Test
  void whatLeadsNowhereIsNoLayer() {
    // Node 1 is computed for nobody; node 2 is zero.
    String cell = "r32/|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";
    assertEquals(List.of("relu0", "edge03.conv1"), names(cell));
  }

  @Test
  void aConvolutionOfZeroIsKeptForItsBatchNorm() {
    String cell = "r32/|none~0|+|none~0|none~1|+|none~0|none~1|nor_conv_3x3~2|";
    assertEquals(List.of("zero", "relu2", "edge23.conv3"), names(cell));
  }

  @Test
  void aCellOfNothingIsZero() {
    assertEquals(List.of("zero"), names("r32/|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"));
  }

  @Test
  void aCellOfSkipsSumsItsInputFourTimes() {
    Network network = PUBLISHED.lower(TASK, all(CellOperation.SKIP));
    assertEquals(
        List.of("node2", "node3"),
        names(all(CellOperation.SKIP).toString()),
        "node 1 is the input itself");
    assertEquals(network, PUBLISHED.lower(TASK, all(CellOperation.SKIP)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "r32",
        "r32/",
        "r32/|none~0|",
        "r32/|none~0|+|none~0|none~1|+|none~0|none~1|",
        "r32/|none~1|+|none~0|none~1|+|none~0|none~1|none~2|",
        "r32/none~0+|none~0|none~1|+|none~0|none~1|none~2|",
        "r32/|none~0|+|none~0|none~1|+|none~0|none~1|none~2|+",
      })
  void refusesMalformedTexts(String text) {
    BadInputException e = assertThrows(BadInputException.class, () -> PUBLISHED.parse(text));
    assertTrue(e.getMessage().contains("malformed"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "r32/|nor_conv_7x7~0|+|none~0|none~1|+|none~0|none~1|none~2|; did you mean nor_conv_",
        "r24/|none~0|+|none~0|none~1|+|none~0|none~1|none~2|; resolution 24 is not allowed",
      })
  void refusesWhatTheSpaceDoesNotHave(String text, String part) {
    BadInputException e = assertThrows(BadInputException.class, () -> PUBLISHED.parse(text));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void refusesResolutionsThatDoNotHalve() {
    InvalidValueException e =
        assertThrows(InvalidValueException.class, () -> PUBLISHED.withResolutions(List.of(18)));
    assertTrue(e.getMessage().contains("resolution 18"), e.getMessage());
  }

  @Test
  void refusesWhatNoMachineCouldHold() {
    InvalidValueException e =
        assertThrows(
            InvalidValueException.class,
            () ->
                new CellSpace(
                    "huge", List.of(4_096), 16, List.of(CellOperation.CONV_3X3), List.of(8)));
    assertTrue(e.getMessage().contains("widths[0]"), e.getMessage());
    assertTrue(e.getMessage().contains("parameters"), e.getMessage());
  }

  @Test
  void rememberedMultiplicationsAreThoseOfTheNetwork() {
    ToLongFunction<Arch> stageMacs = PUBLISHED.stageMacs();
    for (CellOperation operation : CellOperation.values()) {
      for (int resolution : PUBLISHED.resolutions()) {
        CellArch arch = all(operation).withResolution(resolution);
        long counted =
            PUBLISHED.lower(TASK, arch).layers().stream()
                .filter(layer -> layer.site().part() == Site.Part.BODY)
                .mapToLong(layer -> layer.operation().macs())
                .sum();
        assertEquals(counted, stageMacs.applyAsLong(arch), arch.toString());
      }
    }
  }
}
