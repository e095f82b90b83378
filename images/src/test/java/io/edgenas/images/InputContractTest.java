package io.edgenas.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputContractTest {
  private static final InputContract RGB =
      InputContract.of(3, 96, Fit.CROP, List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

  @ParameterizedTest
  @EnumSource(Fit.class)
  void readsBackWhatItWrote(Fit fit) {
    InputContract contract =
        new InputContract(1, 28, fit, 1.0 / 255, List.of(0.1), List.of(1.0 / 3));
    String json = Json.pretty(contract.toJson());
    assertEquals(contract, InputContract.fromJson(Document.parse(json, "model.json")));
  }

  @Test
  void writesTheKeysThatAppsReadInAFixedOrder() {
    assertEquals(
        "{\"layout\":\"NCHW\",\"type\":\"float32\",\"channels\":1,\"size\":28,\"fit\":\"pad\","
            + "\"interpolation\":\"bilinear-antialias-half-pixel\",\"scale\":0.5,"
            + "\"mean\":[0.25],\"std\":[2.0]}",
        Json.line(new InputContract(1, 28, Fit.PAD, 0.5, List.of(0.25), List.of(2.0)).toJson()));
  }

  @Test
  void normalisesByScaleThenMeanThenStd() {
    InputContract contract = new InputContract(1, 28, Fit.PAD, 0.5, List.of(3.0), List.of(4.0));
    assertEquals((100 * 0.5 - 3) / 4, contract.normalised(0, 100));
  }

  @Test
  void changesOnlyTheSizeForAnotherResolution() {
    assertEquals(128, RGB.withSize(128).size());
    assertEquals(RGB, RGB.withSize(128).withSize(96));
  }

  @Test
  void isNotChangedThroughTheCallersList() {
    List<Double> mean = new ArrayList<>(List.of(0.5));
    InputContract contract = InputContract.of(1, 28, Fit.CROP, mean, List.of(1.0));
    mean.set(0, 9.0);
    assertEquals(List.of(0.5), contract.mean());
  }

  @Test
  void refusesAMeanThatMissesAChannel() {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> InputContract.of(3, 96, Fit.CROP, List.of(0.5), List.of(1.0, 1.0, 1.0)));
    assertTrue(e.getMessage().contains("mean [0.5]"), e.getMessage());
    assertTrue(e.getMessage().contains("3 channels"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAStdThatCannotDivide(double std) {
    BadInputException e =
        assertThrows(
            BadInputException.class,
            () -> InputContract.of(1, 96, Fit.CROP, List.of(0.5), List.of(std)));
    assertTrue(e.getMessage().contains("std " + std), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void refusesOtherNumbersOfChannels(int channels) {
    assertThrows(
        BadInputException.class,
        () -> InputContract.of(channels, 96, Fit.CROP, List.of(0.5), List.of(1.0)));
  }

  @Test
  void namesFileAndFieldOfWhatItCannotCarryOut() {
    refusesField("interpolation", "lanczos", "bilinear-antialias-half-pixel");
    refusesField("layout", "NHWC", "NCHW");
    refusesField("type", "uint8", "float32");
    refusesField("fit", "squash", "stretch");
    refusesField("size", 0, "1 to 4096");
    refusesField("channels", 2, "[1, 3]");
    refusesField("std", List.of(1, 1, 0), "1.0E-9");
    refusesField("mean", List.of(0.5), "one for each channel, 3");
    refusesField("scale", "1/255", "a number");
    refusesField("colour", "BGR", "unknown key");
  }

  private static void refusesField(String key, Object value, String allowed) {
    Map<String, Object> json = new LinkedHashMap<>(RGB.toJson());
    json.put(key, value);
    Document document = Document.parse(Json.pretty(json), "model.json");
    BadInputException e =
        assertThrows(BadInputException.class, () -> InputContract.fromJson(document));
    assertTrue(e.getMessage().startsWith("model.json:"), e.getMessage());
    assertTrue(e.getMessage().contains(key), e.getMessage());
    assertTrue(e.getMessage().contains(allowed), e.getMessage());
  }

  @Test
  void refusesAMissingKey() {
    for (String key : RGB.toJson().keySet()) {
      Map<String, Object> json = new LinkedHashMap<>(RGB.toJson());
      json.remove(key);
      Document document = Document.parse(Json.pretty(json), "model.json");
      BadInputException e =
          assertThrows(BadInputException.class, () -> InputContract.fromJson(document));
      assertTrue(e.getMessage().contains("'" + key + "' is missing"), e.getMessage());
    }
  }
}
