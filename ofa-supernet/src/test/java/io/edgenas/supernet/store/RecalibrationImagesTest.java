package io.edgenas.supernet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.Sha256;
import io.edgenas.data.Dataset;
import io.edgenas.data.MemoryDataset;
import io.edgenas.data.fixtures.SyntheticImages;
import io.edgenas.images.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecalibrationImagesTest {
  private static final Dataset MIXED =
      new MemoryDataset(
          List.of(
              Image.of(2, 3, 1, new byte[] {1, 2, 3, 4, 5, 6}), Image.of(1, 1, 1, new byte[] {-1})),
          List.of(1, 0));

  private static byte[] resealed(byte[] bytes) {
    byte[] content = Arrays.copyOf(bytes, Math.max(0, bytes.length - 32));
    byte[] sealed = Arrays.copyOf(content, content.length + 32);
    byte[] digest = HexFormat.of().parseHex(Sha256.of(content));
    System.arraycopy(digest, 0, sealed, content.length, 32);
    return sealed;
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(
            BadInputException.class, () -> RecalibrationImages.decode(bytes, "r.bin", 1, 2))
        .getMessage();
  }

  @Test
  void writesTheBytesOfTheFormat() {
    byte[] bytes = RecalibrationImages.encode(MIXED, 1, 2);
    assertEquals("EDGENASR", new String(bytes, 0, 8, StandardCharsets.US_ASCII));
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(8);
    for (int expected : new int[] {1, 2, 1, 2, 1, 2, 3, 0, 1, 1}) {
      assertEquals(expected, in.getInt());
    }
    for (int expected : new int[] {1, 2, 3, 4, 5, 6, -1}) {
      assertEquals(expected, in.get());
    }
    assertEquals(32, in.remaining());
  }

  @Test
  void survivesTheDisk(@TempDir Path temp) throws IOException {
    Dataset images = SyntheticImages.of(50, 4, 3, 9, 1);
    Path file = temp.resolve("recalibration.bin");
    RecalibrationImages.write(file, images, 3, 4);
    Dataset read = RecalibrationImages.read(file, 3, 4);
    assertEquals(50, read.size());
    for (int i = 0; i < 50; i++) {
      assertEquals(images.image(i), read.image(i));
      assertEquals(images.label(i), read.label(i));
    }
  }

  /** Positions of int32 fields: 8 schema, 12 images, 16 channels, 20 classes, 24 label, ... */
  @ParameterizedTest
  @CsvSource({
    "8, 2, schema 2",
    "12, 0, announces 0",
    "12, 1000000, announces 1000000",
    "12, -5, announces -5",
    "12, 1, need",
    "16, 3, 3 channels",
    "20, 5, 5 classes",
    "24, 2, label 2",
    "24, -1, label -1",
    "28, 0, 0x3",
    "28, 65536, 65536x3",
    "28, 3, need 10 bytes",
    "32, 2147483647, 2x2147483647"
  })
  void refusesFieldsThatDoNotFitEvenWhenSealed(int position, int value, String part) {
    byte[] bytes = RecalibrationImages.encode(MIXED, 1, 2);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(position, value);
    String message = refusal(resealed(bytes));
    assertTrue(message.startsWith("r.bin") && message.contains(part), message);
  }

  @Test
  void refusesEveryFlippedBit() {
    byte[] bytes = RecalibrationImages.encode(MIXED, 1, 2);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      refusal(bytes);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @Test
  void readsOrRefusesAnySealedMutation() {
    byte[] original = RecalibrationImages.encode(MIXED, 1, 2);
    SplittableRandom random = new SplittableRandom(5);
    int read = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] mutated = resealed(Mutations.of(original, random));
      try {
        read += RecalibrationImages.decode(mutated, "r.bin", 1, 2).size();
      } catch (BadInputException e) {
        assertTrue(e.getMessage().startsWith("r.bin"), e.getMessage());
      }
    }
    assertTrue(read > 0, "changed pixels are still images");
  }
}
