package io.edgenas.space;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import io.edgenas.output.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Damaged space files are read or refused by name; nothing else comes out of the reader. */
class SpaceFileFuzzTest {
  private static final String[] WORDS = {
    "&a ",
    "*a",
    "!!int ",
    "!",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    "\n",
    "\t",
    "'",
    "\"",
    "|\n",
    ">\n",
    "? ",
    "# ",
    "%YAML 1.2\n",
    "---\n",
    "...\n",
    "-1",
    "1e999",
    ".inf",
    ".nan",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "null",
    "~",
    "\0",
    "\uFEFF",
    "\u2028",
    "widths",
    "<<: ",
    "𝄞"
  };

  private int read;
  private int refused;

  private void feed(byte[] bytes, String source, long seed) {
    try {
      SearchSpace space = SpaceFile.read(Document.parse(bytes, source));
      space.check(space.largest());
      assertNotNull(space.size());
      read++;
    } catch (BadInputException e) {
      refused++;
      assertTrue(e.getMessage().contains(source), e.getMessage());
      assertTrue(e.getMessage().length() < 1_000, e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      fail("mutation " + seed + " of " + source + " gave " + e, e);
    }
  }

  @Test
  void damagedBytesAreReadOrRefused() {
    byte[] original = SmallSpace.YAML.getBytes(StandardCharsets.UTF_8);
    for (long seed = 0; seed < 1_500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      byte[] bytes = original.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int value = random.nextInt(256);
        boolean copied = random.nextBoolean();
        bytes[random.nextInt(bytes.length)] =
            copied ? original[random.nextInt(original.length)] : (byte) value;
      }
      feed(bytes, "bytes.yaml", seed);
    }
    assertBothHappened();
  }

  @Test
  void damagedTextIsReadOrRefused() {
    for (long seed = 0; seed < 1_500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      StringBuilder text = new StringBuilder(SmallSpace.YAML);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int from = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.insert(from, WORDS[random.nextInt(WORDS.length)]);
          case 1 -> text.delete(from, Math.min(text.length(), from + random.nextInt(30)));
          default -> {
            int to = Math.min(text.length(), from + random.nextInt(60));
            text.insert(random.nextInt(text.length()), text.substring(from, to));
          }
        }
      }
      feed(text.toString().getBytes(StandardCharsets.UTF_8), "text.yaml", seed);
    }
    assertBothHappened();
  }

  /** Well-formed JSON with values, keys and whole subtrees exchanged. */
  @Test
  void wellFormedFilesOfAnyShapeAreReadOrRefused() {
    for (long seed = 0; seed < 1_500; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      SearchSpace space = random.nextBoolean() ? SmallSpace.SPACE : Spaces.builtIn("tiny");
      Object json = mutate(SpaceFile.toJson(space), random, 0.02);
      feed(Json.line(json).getBytes(StandardCharsets.UTF_8), "tree.json", seed);
    }
    assertBothHappened();
  }

  private void assertBothHappened() {
    assertTrue(read >= 3 && refused >= 500, read + " read, " + refused + " refused");
  }

  private static Object mutate(Object value, RandomGenerator random, double probability) {
    if (random.nextDouble() < probability) {
      return strange(value, random);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> changed = new LinkedHashMap<>();
      map.forEach(
          (key, item) -> {
            double chance = random.nextDouble();
            if (chance >= probability) {
              changed.put((String) key, mutate(item, random, probability));
            } else if (chance < probability / 2) {
              changed.put(key + "s", item);
            }
          });
      return changed;
    }
    if (value instanceof List<?> list) {
      List<Object> changed = new ArrayList<>();
      list.forEach(item -> changed.add(mutate(item, random, probability)));
      return changed;
    }
    return value;
  }

  private static Object strange(Object value, RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> -1;
      case 3 -> 1e300;
      case 4 -> "x".repeat(random.nextInt(5_000));
      case 5 -> random.nextBoolean();
      case 6 -> List.of(value, value);
      case 7 -> Map.of("schema", value);
      case 8 -> Collections.nCopies(200, value);
      default -> value instanceof Integer number ? (Object) (number + 1) : "hswish";
    };
  }
}
