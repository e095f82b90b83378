package io.edgenas.profile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Document;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Mutated files are read, or refused with a message that begins with the file; nothing else. */
class ProfileFuzzTest {
  private static final int MUTATIONS = 2_000;
  private static final long SEED = 20261121;
  private static final List<String> NUMBERS =
      List.of("0", "-1", "NaN", "1e308", "99999999999999999999", "0.5", "7", "", "1,5", "null");

  @Test
  void everyMutationOfAnOperationsTableIsReadOrRefused() {
    fuzz(
        ProfileFolder.OPERATIONS.text(SampleProfiles.operations()),
        bytes -> ProfileFolder.OPERATIONS.read(bytes, "operations.csv"),
        "operations.csv");
  }

  @Test
  void everyMutationOfANetworksTableIsReadOrRefused() {
    fuzz(
        ProfileFolder.NETWORKS.text(SampleProfiles.networks()),
        bytes -> ProfileFolder.NETWORKS.read(bytes, "networks.csv"),
        "networks.csv");
  }

  @Test
  void everyMutationOfTheJsonIsReadOrRefused() {
    DeviceProfile sample = SampleProfiles.profile();
    fuzz(
        new ProfileFile(sample.space(), sample.identity(), sample.circumstances()).text(),
        bytes -> ProfileFile.read(Document.parse(bytes, "profile.json")),
        "profile.json");
  }

  private static void fuzz(String text, Consumer<byte[]> reader, String file) {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = i % 3 == 0 ? structured(whole, random) : bytes(whole, random);
      String which = "mutation " + i + " of seed " + SEED + " of " + file;
      try {
        reader.accept(mutated);
      } catch (BadInputException e) {
        assertTrue(e.getMessage().startsWith(file), which + ": " + e.getMessage());
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError(which, e);
      }
    }
    assertTrue(refused > MUTATIONS / 4, refused + " refused");
    assertTrue(refused < MUTATIONS, "some read");
  }

  private static byte[] bytes(byte[] whole, SplittableRandom random) {
    byte[] changed = Arrays.copyOf(whole, whole.length);
    int at = random.nextInt(changed.length);
    switch (random.nextInt(4)) {
      case 0 -> changed[at] = (byte) random.nextInt(256);
      case 1 -> changed = Arrays.copyOf(changed, at);
      case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      default -> {
        int length = Math.min(random.nextInt(64), changed.length - at);
        System.arraycopy(whole, random.nextInt(whole.length - length), changed, at, length);
      }
    }
    return changed;
  }

  private static byte[] structured(byte[] whole, SplittableRandom random) {
    List<String> lines =
        new ArrayList<>(new String(whole, StandardCharsets.UTF_8).lines().toList());
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(5)) {
      case 0 -> lines.add(at, lines.get(other));
      case 1 -> lines.remove(at);
      case 2 -> Collections.swap(lines, at, other);
      case 3 -> {
        List<String> cells = new ArrayList<>(Arrays.asList(lines.get(at).split(",", -1)));
        Collections.swap(cells, random.nextInt(cells.size()), random.nextInt(cells.size()));
        lines.set(at, String.join(",", cells));
      }
      default -> {
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        lines.set(at, lines.get(at).replaceFirst("(?<=[,: ])[0-9.]+", number));
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
