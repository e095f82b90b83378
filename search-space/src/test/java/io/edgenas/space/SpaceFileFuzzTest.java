package io.edgenas.space;

import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.fixtures.Fuzz;
import org.junit.jupiter.api.Test;

/** Damaged space files are read or refused with file and line; nothing else. */
class SpaceFileFuzzTest {
  private static SearchSpace read(byte[] bytes, String file) {
    SearchSpace space = SpaceFile.read(Document.parse(bytes, file));
    space.check(space.largest());
    space.size();
    return space;
  }

  private static SearchSpace rewritten(SearchSpace space) {
    return SpaceFile.read(Document.parse(Json.line(SpaceFile.toJson(space)), "written.json"));
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
        Json.pretty(SpaceFile.toJson(Spaces.builtIn("tiny"))),
        2_400,
        bytes -> read(bytes, "space.json"),
        SpaceFileFuzzTest::rewritten);
  }
}
