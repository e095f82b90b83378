package io.edgenas.space.file;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.fixtures.Fuzz;
import io.edgenas.space.mbconv.MbConvFamily;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.SmallSpace;
import org.junit.jupiter.api.Test;

/** Damaged space files are read or refused with file and line; nothing else. */
class SpaceFileFuzzTest {
  private static MbConvSpace read(byte[] bytes, String file) {
    MbConvSpace space = new MbConvFamily().read(Document.parse(bytes, file));
    space.check(space.largest());
    space.size();
    return space;
  }

  private static MbConvSpace rewritten(MbConvSpace space) {
    return new MbConvFamily().read(Document.parse(Json.line(space.toJson()), "written.json"));
  }

  @Test
  void yamlIsReadOrRefused() {
    Fuzz.assertReadOrRefused(
        "space.yaml",
        SmallSpace.YAML,
        2_400,
        bytes -> read(bytes, "space.yaml"),
        SpaceFileFuzzTest::rewritten);
  }

  @Test
  void jsonIsReadOrRefused() {
    Fuzz.assertReadOrRefused(
        "space.json",
        Json.pretty(MbConvSpace.builtIn("tiny").toJson()),
        2_400,
        bytes -> read(bytes, "space.json"),
        SpaceFileFuzzTest::rewritten);
  }
}
