package io.edgenas.supernet.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.fixtures.Fifo;
import io.edgenas.supernet.pytorch.TorchFiles.Stored;
import io.edgenas.supernet.store.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TorchCheckpointTest {
  private static final Tensor TENSOR = new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6});

  @TempDir Path temp;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(temp.resolve("net.pth"), bytes);
  }

  private float[] values(byte[] bytes) throws IOException {
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file(bytes))) {
      return checkpoint.values("a");
    }
  }

  private void assertRefused(byte[] bytes, String... parts) throws IOException {
    Path path = file(bytes);
    String message =
        assertThrows(
                BadInputException.class,
                () -> {
                  try (TorchCheckpoint checkpoint = TorchCheckpoint.open(path)) {
                    checkpoint.tensors().keySet().forEach(checkpoint::values);
                  }
                })
            .getMessage();
    assertTrue(message.startsWith(path.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  private static Stored changed(
      String type, long count, int bytes, long offset, List<Long> shape, List<Long> strides) {
    return new Stored("a", type, count, new byte[bytes], offset, shape, strides);
  }

  @Test
  void readsBothFormats() throws IOException {
    List<Stored> stored = TorchFiles.of(Map.of("a", TENSOR));
    assertArrayEquals(TENSOR.values(), values(TorchFiles.zip(stored)));
    assertArrayEquals(TENSOR.values(), values(TorchFiles.legacy(stored)));
  }

  @Test
  void readsStridedTensorsInRowMajorOrder() throws IOException {
    Stored plain = Stored.of("a", TENSOR);
    Stored transposed =
        new Stored("a", plain.type(), 6, plain.bytes(), 0, List.of(3L, 2L), List.of(1L, 3L));
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, values(TorchFiles.zip(List.of(transposed))));
    Stored column = new Stored("a", plain.type(), 6, plain.bytes(), 1, List.of(2L), List.of(3L));
    assertArrayEquals(new float[] {2, 5}, values(TorchFiles.legacy(List.of(column))));
  }

  @Test
  void readsHalvesExactlyAndRoundsDoubles() throws IOException {
    ByteBuffer halves = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits : new int[] {0x3c00, 0xc000, 0x0001, 0x7bff, 0x8000, 0x3555}) {
      halves.putShort((short) bits);
    }
    Stored half = new Stored("a", "HalfStorage", 6, halves.array(), 0, List.of(6L), List.of(1L));
    assertArrayEquals(
        new float[] {1, -2, 0x1p-24f, 65504, -0f, 0.333251953125f},
        values(TorchFiles.zip(List.of(half))));
    ByteBuffer brain = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    brain.putShort((short) 0xbfc0);
    Stored bfloat =
        new Stored("a", "BFloat16Storage", 1, brain.array(), 0, List.of(1L), List.of(1L));
    assertArrayEquals(new float[] {-1.5f}, values(TorchFiles.zip(List.of(bfloat))));
    ByteBuffer doubles = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0, 0.1);
    Stored wide = new Stored("a", "DoubleStorage", 1, doubles.array(), 0, List.of(1L), List.of(1L));
    assertArrayEquals(new float[] {0.1f}, values(TorchFiles.legacy(List.of(wide))));
  }

  @Test
  void refusesTensorsThatDoNotFitTheirStorage() throws IOException {
    for (Stored wrong :
        List.of(
            changed("FloatStorage", 6, 24, 0, List.of(7L), List.of(1L)),
            changed("FloatStorage", 6, 24, 1, List.of(6L), List.of(1L)),
            changed("FloatStorage", 6, 24, -1, List.of(6L), List.of(1L)),
            changed("FloatStorage", 6, 24, 5, List.of(6L), List.of(-1L)),
            changed("FloatStorage", 6, 24, 0, List.of(1L << 30), List.of(0L)),
            changed("FloatStorage", 6, 24, 0, List.of(1L << 40), List.of(1L)),
            changed("FloatStorage", 6, 24, Long.MAX_VALUE, List.of(2L), List.of(6L)),
            changed("FloatStorage", 6, 24, 0, List.of(2L, -3L), List.of(3L, 1L)),
            changed("FloatStorage", 6, 24, 0, List.of(2L, 3L), List.of(3L)))) {
      assertRefused(TorchFiles.zip(List.of(wrong)), "tensor");
      assertRefused(TorchFiles.legacy(List.of(wrong)), "tensor");
    }
  }

  @Test
  void refusesStoragesThatTheFileDoesNotHave() throws IOException {
    Stored tooLittle = changed("FloatStorage", 6, 20, 0, List.of(6L), List.of(1L));
    assertRefused(TorchFiles.zip(List.of(tooLittle)), "storage 0 needs 24 bytes", "20");
    assertRefused(TorchFiles.legacy(List.of(tooLittle)), "storage 0 of 6 values");
    Stored huge = changed("FloatStorage", 1L << 40, 24, 0, List.of(6L), List.of(1L));
    assertRefused(TorchFiles.zip(List.of(huge)), "at most");
    assertRefused(TorchFiles.legacy(List.of(huge)), "at most");
    byte[] whole = TorchFiles.legacy(TorchFiles.of(Map.of("a", TENSOR)));
    assertRefused(java.util.Arrays.copyOf(whole, whole.length + 3), "3 bytes behind");
  }

  @Test
  void refusesWholeNumbersAsWeights() throws IOException {
    Stored numbers = changed("LongStorage", 3, 24, 0, List.of(3L), List.of(1L));
    assertRefused(TorchFiles.zip(List.of(numbers)), "'a'", "LongStorage");
  }

  @Test
  void refusesDamagedValues() throws IOException {
    byte[] zip = TorchFiles.zip(TorchFiles.of(Map.of("a", TENSOR)));
    ByteBuffer floats = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < zip.length - 4; i++) {
      if (floats.getFloat(i) == 4f && floats.getFloat(i + 4) == 5f) {
        zip[i] ^= 1;
      }
    }
    assertRefused(zip, "net/data/0", "checksum");
  }

  @Test
  void refusesArchivesThatPyTorchDoesNotWrite() throws IOException {
    byte[] pickle = TorchFiles.pickle(List.of(), false);
    assertRefused(archive("net/data.pkl", pickle, "other/file"), "'other/file'");
    assertRefused(archive("net/data.pkl", pickle, "net/../../etc/cron"), "'net/../../etc/cron'");
    assertRefused(archive("net/data.pkl", pickle, "/net/data/0"), "'/net/data/0'");
    assertRefused(archive("net/data.pkl", pickle, "net/..\\x"), "'net/..\\x'");
    assertRefused(archive("net/other.pkl", pickle, "net/version"), "no data.pkl");
    byte[] twice =
        new String(archive("net/data.pkl", pickle, "net/data.pkk"), StandardCharsets.ISO_8859_1)
            .replace("net/data.pkk", "net/data.pkl")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(twice, "twice");
  }

  private static byte[] archive(String pickleName, byte[] pickle, String more) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      TorchFiles.store(zip, pickleName, pickle);
      TorchFiles.store(zip, more, new byte[4]);
    }
    return out.toByteArray();
  }

  @Test
  void refusesCompressedEntriesSoThatNoneGrows() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      TorchFiles.store(zip, "net/data.pkl", TorchFiles.pickle(List.of(), false));
      zip.putNextEntry(new ZipEntry("net/data/0"));
      zip.write(new byte[64 << 20]);
    }
    assertTrue(out.size() < 100_000);
    assertRefused(out.toByteArray(), "compressed entry 'net/data/0'");
  }

  @Test
  void refusesOtherFilesAndOtherObjects() throws IOException {
    assertRefused("text".getBytes(StandardCharsets.UTF_8), "no PyTorch checkpoint");
    assertRefused(new byte[0], "no PyTorch checkpoint");
    assertRefused(PickleWriter.begin().number(3).end(), "magic number");
    assertRefused(
        TorchFiles.zip(PickleWriter.begin().number(3).end(), List.of()), "no dict of tensors");
    assertRefused(
        TorchFiles.zip(PickleWriter.begin().op('}').text("a").number(3).op('s').end(), List.of()),
        "'a' is no named tensor");
    assertThrows(BadInputException.class, () -> TorchCheckpoint.open(temp));
    assertThrows(BadInputException.class, () -> TorchCheckpoint.open(temp.resolve("absent")));
  }

  @Test
  void boundsWhatIsReadInAll() throws IOException {
    // Two storages, read in turn by many tensors: each turn would read one again.
    PickleWriter pickle = PickleWriter.begin().op('}').op('(');
    int count = 1 << 20;
    for (int i = 0; i < 100; i++) {
      pickle
          .text("t" + (100 + i))
          .global("torch._utils", "_rebuild_tensor_v2")
          .op('(')
          .storage("FloatStorage", Integer.toString(i % 2), count, false)
          .number(0)
          .numbers(1)
          .numbers(1)
          .raw(0x89)
          .orderedDict()
          .op('t')
          .op('R');
    }
    byte[] bytes = new byte[count * Float.BYTES];
    List<Stored> storages =
        List.of(
            new Stored("", "", 0, bytes, 0, List.of(), List.of()),
            new Stored("", "", 0, bytes, 0, List.of(), List.of()));
    assertRefused(TorchFiles.zip(pickle.op('u').end(), storages), "no more are read");
  }

  @Test
  void namesWhatItKnows() throws IOException {
    try (TorchCheckpoint checkpoint =
        TorchCheckpoint.open(file(TorchFiles.zip(TorchFiles.of(Map.of("a", TENSOR)))))) {
      assertEquals(List.of(2, 3), checkpoint.tensors().get("a").shape());
      assertEquals(List.of("a"), List.copyOf(checkpoint.tensors().keySet()));
    }
  }

  @Test
  @Timeout(60)
  void opensNoPipeAndNoFolder() throws IOException {
    Path pipe = temp.resolve("pipe.pth");
    Fifo.inPlaceOf(pipe);
    assertTrue(
        assertThrows(BadInputException.class, () -> TorchCheckpoint.open(pipe))
            .getMessage()
            .contains("is a pipe, a socket or a device"));
    assertTrue(
        assertThrows(BadInputException.class, () -> TorchCheckpoint.open(temp))
            .getMessage()
            .contains("is a folder"));
  }
}
