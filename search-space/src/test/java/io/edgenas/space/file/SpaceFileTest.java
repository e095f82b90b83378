package io.edgenas.space.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.output.Json;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.mbconv.SmallSpace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceFileTest {
  private static String refusal(String text) {
    return assertThrows(
            BadInputException.class, () -> SpaceFile.read(Document.parse(text, "my.yaml")))
        .getMessage();
  }

  @Test
  void everyBuiltInSpaceSurvivesBeingWritten() {
    for (String name : Spaces.BUILT_IN) {
      SearchSpace space = Spaces.builtIn(name);
      String json = Json.pretty(space.toJson());
      assertEquals(space, SpaceFile.read(Document.parse(json, name + ".json")));
    }
  }

  @Test
  void theDefaultFamilyMayBeNamed() {
    String yaml = SmallSpace.YAML.replace("schema: 1", "schema: 1\nfamily: mbconv");
    SearchSpace named = SpaceFile.read(Document.parse(yaml, "named.yaml"));
    assertEquals(SmallSpace.SPACE, named);
    assertEquals(SmallSpace.SPACE.fingerprint(), named.fingerprint());
  }

  @Test
  void findsAFileByItsPath(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), SmallSpace.YAML);
    assertEquals(SmallSpace.SPACE, Spaces.find(file.toString()));
  }

  /** Each line changes one thing in the small space; the message must name file, line and field. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schema: 1            | schema: 2              | my.yaml:1: schema: schema 2 is newer than this version knows (1)",
        "schema: 1            | schema: 0              | my.yaml:1: schema: value 0 is not allowed",
        "schema: 1            | schema: one            | my.yaml:1: schema: expected a whole number",
        "schema: 1            | nothing: 1             | my.yaml:1: unknown key 'nothing'",
        "name: small          | name: Small Space      | space name 'Small Space' is not allowed",
        "name: small          | name: 17               | my.yaml:2: name: expected a text, found '17'",
        "name: small          | name: [small]          | my.yaml:2: name: expected a text, found a list",
        "name: small          | title: small           | my.yaml:2: unknown key 'title'",
        "name: small          | 'name: small\nfamily: mbcnov' | my.yaml:3: family: 'mbcnov' is not a family of spaces (did you mean mbconv?): choose one of [mbconv",
        "stem: {width: 8      | stem: {widht: 8        | my.yaml:3: unknown key 'widht' (did you mean width?)",
        "stem: {width: 8      | stem: {width: 99999999 | my.yaml:3: stem.width: value 99999999 is not allowed: 1 to 4096",
        "stem: {width: 8      | stem: {width: 1e400    | my.yaml:3: stem.width: expected a whole number",
        "stem: {width: 8      | stem: {width: 99999999999999999999999 | my.yaml:3: the number 99999999999999999999999 is too large",
        "stem: {width: 8      | stem: {width: 8.5      | my.yaml:3: stem.width: expected a whole number",
        "stem: {width: 8      | stem: {width: .nan     | my.yaml:3: stem.width: expected a whole number from 1 to 4096, found 'NaN'",
        "stem: {width: 8      | stem: {width: ~        | my.yaml:3: stem: key 'width' is missing",
        "stem: {width: 8, kernel: 3 | stem: {width: 8, kernel: 4 | my.yaml:3: stem: stem kernel 4 is not allowed: choose one of [1, 3, 5, 7, 9, 11]",
        "activation: hswish   | activation: swish      | my.yaml:6: stages[1].activation: 'swish' is not allowed (did you mean hswish?)",
        "activation: hswish   | activation: none       | stage activation none is not allowed",
        "squeeze_excite: true | squeeze_excite: 1      | my.yaml:6: stages[1].squeeze_excite: expected true or false, found '1'",
        "widths: [8, 16]      | widths: []             | my.yaml:5: stages[0]: stage width has 0 choices",
        "widths: [8, 16]      | widths: [16, 8]        | my.yaml:5: stages[0]: stage width choices [16, 8] are not strictly ascending",
        "widths: [8, 16]      | widths: 8              | my.yaml:5: stages[0].widths: expected a list",
        "depths: [1, 3]       | depths: [1, 17]        | my.yaml:6: stages[1].depths[1]: value 17 is not allowed: 1 to 16",
        "depths: [1, 3]       | depths: [0, 3]         | my.yaml:6: stages[1].depths[0]: value 0 is not allowed",
        "resolutions: [12, 16] | resolutions: [4, 16]  | my.yaml:8: resolutions[0]: value 4 is not allowed: 8 to 1024",
        "resolutions: [12, 16] | resolutions: [12, 12] | my.yaml:1: resolution choices [12, 12] are not strictly ascending",
        "resolutions: [12, 16] | resolutions: [12, 16]; | my.yaml:8: malformed",
        "resolutions: [12, 16] | resolution: [12, 16]  | unknown key 'resolution' (did you mean resolutions?)",
        "stride: 2, activation: hswish | stride: 3, activation: hswish | my.yaml:6: stages[1].stride: value 3 is not allowed: 1 to 2",
        "schema: 1            | 'schema: 1, schema: 1' | my.yaml:1: malformed",
        "name: small          | 'name: !!str small'    | my.yaml:2: anchors, aliases and tags are not allowed",
        "name: small          | 'name: !!javax.script.ScriptEngineManager [x]' | my.yaml:2: anchors, aliases and tags are not allowed",
        "widths: [8, 16]      | 'widths: &a [8, 16]'   | my.yaml:5: anchors, aliases and tags are not allowed",
        "name: small          | 'name: *a'             | my.yaml:2: anchors, aliases and tags are not allowed",
      })
  void refusesWithFileLineAndField(String from, String to, String part) {
    String yaml = SmallSpace.YAML.replace(from, to);
    assertTrue(!yaml.equals(SmallSpace.YAML), "the small space has no " + from);
    String message = refusal(yaml);
    assertTrue(message.contains(part), message);
    assertTrue(message.startsWith("my.yaml:"), message);
  }

  @Test
  void refusesADuplicateKey() {
    String message = refusal(SmallSpace.YAML.replace("name: small", "name: small\nname: other"));
    assertTrue(message.startsWith("my.yaml:3: "), message);
    assertTrue(message.contains("key 'name' stands here twice"), message);
  }

  @Test
  void refusesAnAliasBomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(("*a" + (i - 1) + ", ").repeat(8)).append("x]\n");
    }
    String message = refusal(bomb.toString());
    assertTrue(message.contains("my.yaml:1: anchors, aliases and tags"), message);
  }

  @Test
  void refusesWhatIsNotASpace() {
    assertTrue(refusal("").contains("my.yaml:1: is empty"));
    assertTrue(refusal("# nothing but a comment\n").contains("my.yaml:1: is empty"));
    assertTrue(refusal("just text").contains("my.yaml:1: expected an object"));
    assertTrue(refusal("[1, 2]").contains("my.yaml:1: expected an object with keys, found a list"));
    assertTrue(refusal("{").contains("my.yaml:1: malformed"));
    assertTrue(refusal("a: 1\n---\nb: 2\n").contains("more text after the end"));
  }

  @Test
  void refusesBinaryFiles() {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte) 0xff};
    BadInputException e =
        assertThrows(BadInputException.class, () -> Document.parse(png, "photo.png"));
    assertTrue(e.getMessage().contains("photo.png:1: is not UTF-8 text"), e.getMessage());
    BadInputException nul =
        assertThrows(
            BadInputException.class,
            () -> Document.parse("a: \0\1".getBytes(StandardCharsets.UTF_8), "nul.yaml"));
    assertTrue(nul.getMessage().startsWith("nul.yaml"), nul.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"my.yaml, [, ]", "my.json, [, ]", "my.yaml, {a: , }", "my.json, {\"a\": , }"})
  void refusesDeepNesting(String source, String open, String close) {
    for (int depth : new int[] {40, 100_000}) {
      String text = open.repeat(depth) + "1" + close.repeat(depth);
      BadInputException e =
          assertThrows(BadInputException.class, () -> Document.parse(text, source));
      assertTrue(e.getMessage().startsWith(source), e.getMessage());
    }
  }

  @Test
  void refusesMoreStagesThanAllowed() {
    String stage = SmallSpace.YAML.lines().filter(line -> line.startsWith("  -")).findFirst().get();
    String yaml = SmallSpace.YAML.replace("stages:\n", "stages:\n" + (stage + "\n").repeat(20));
    String message = refusal(yaml);
    assertTrue(
        message.contains("my.yaml:4: stages: has 22 items: at most 16 are allowed"), message);
  }
}
