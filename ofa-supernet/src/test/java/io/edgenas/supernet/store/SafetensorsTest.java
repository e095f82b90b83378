package io.edgenas.supernet.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
  private static final Safetensors SMALL =
      new Safetensors(
          new TreeMap<>(Map.of("step", "12")),
          new TreeMap<>(
              Map.of(
                  "b.bias", new Tensor(List.of(), new float[] {2.5f}),
                  "a.weight", new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, -0f}))));

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + dataBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  private static String refusal(byte[] bytes) {
    String message =
        assertThrows(BadInputException.class, () -> Safetensors.decode(bytes, "w.safetensors"))
            .getMessage();
    assertTrue(message.startsWith("w.safetensors"), message);
    return message;
  }

  @Test
  void writesTheBytesOfTheFormat() {
    byte[] bytes = SMALL.encode();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) in.getLong();
    assertEquals(0, headerBytes % 8);
    assertEquals(
        "{\"__metadata__\":{\"step\":\"12\"},"
            + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
            + "\"b.bias\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[24,28]}}",
        new String(bytes, 8, headerBytes, StandardCharsets.UTF_8).stripTrailing());
    assertEquals(1f, in.getFloat(8 + headerBytes));
    assertEquals(2.5f, in.getFloat(8 + headerBytes + 24));
    assertEquals(8 + headerBytes + 28, bytes.length);
  }

  @Test
  void readsBackEveryBit() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 50; round++) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (int i = 0; i < random.nextInt(6); i++) {
        int rows = random.nextInt(1, 5);
        int columns = random.nextInt(1, 9);
        float[] values = new float[rows * columns];
        for (int j = 0; j < values.length; j++) {
          values[j] = (float) random.nextGaussian() * 1e-30f;
        }
        tensors.put(
            "t \"" + random.nextInt(100) + "\u00e9", new Tensor(List.of(rows, columns), values));
      }
      Safetensors written = new Safetensors(new TreeMap<>(), new TreeMap<>(tensors));
      assertEquals(written, Safetensors.decode(written.encode(), "w.safetensors"));
    }
  }

  @Test
  void keepsTheSignOfZeroAndNotANumber() {
    float[] odd = {-0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
    Safetensors written =
        new Safetensors(new TreeMap<>(), new TreeMap<>(Map.of("x", new Tensor(List.of(4), odd))));
    float[] read = Safetensors.decode(written.encode(), "w").tensors().get("x").values();
    for (int i = 0; i < odd.length; i++) {
      assertEquals(Float.floatToRawIntBits(odd[i]), Float.floatToRawIntBits(read[i]));
    }
  }

  @Test
  void writesTheSameBytesWhateverTheOrderGiven() {
    Map<String, Tensor> reversed = new LinkedHashMap<>();
    List<String> names =
        SMALL.tensors().keySet().stream().sorted((a, b) -> b.compareTo(a)).toList();
    names.forEach(name -> reversed.put(name, SMALL.tensors().get(name)));
    assertArrayEquals(
        SMALL.encode(), new Safetensors(SMALL.metadata(), new TreeMap<>(reversed)).encode());
  }

  @Test
  void survivesTheDisk(@TempDir Path temp) throws IOException {
    Path file = temp.resolve("w.safetensors");
    SMALL.write(file);
    assertEquals(SMALL, Safetensors.read(file));
    SMALL.write(file);
    try (var files = Files.list(temp)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}} | 4 | only F32",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | 4 | needs 8 bytes, not 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 8 | cut off or has something",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 4 | 0 to 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | 8 | without gap or overlap",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | without gap or overlap",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}} | 4 | not allowed",
        "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | 0 | not allowed",
        "{'a':{'dtype':'F32','shape':[1000000,1000000,1000000],'data_offsets':[0,4]}} | 4 | over",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}} | 4 | not allowed",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0]}} | 4 | a start and an end",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4],'more':1}} | 4 | unknown key 'more'",
        "{'a':{'dtype':'F32','shape':[1]}} | 4 | data_offsets",
        "{'a':3} | 4 | expected an object",
        "{'__metadata__':{'k':3}} | 0 | expected a text",
        "{'':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}} | 4 | tensor name",
        "[1,2] | 0 | expected an object",
        "{'a': | 0 | malformed"
      })
  void refusesABadHeader(String header, int dataBytes, String part) {
    String message = refusal(file(header.replace('\'', '"'), dataBytes));
    assertTrue(message.contains(part), message);
  }

  @Test
  void refusesTheSameNameTwice() {
    String tensor = "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}";
    assertTrue(refusal(file("{" + tensor + "," + tensor + "}", 4)).contains("twice"));
  }

  @Test
  void refusesAHeaderLargerThanTheFileWithoutAllocatingIt() {
    for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40, 0, 1, 30}) {
      byte[] bytes = file("{}                  ", 0);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      refusal(bytes);
    }
  }

  @Test
  void refusesAFileCutOffAnywhere() {
    byte[] bytes = SMALL.encode();
    for (int length = 0; length < bytes.length; length++) {
      refusal(Arrays.copyOf(bytes, length));
    }
    refusal(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void readsOrRefusesAnyMutation() {
    byte[] original = SMALL.encode();
    SplittableRandom random = new SplittableRandom(77);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] mutated = Mutations.of(original, random);
      try {
        Safetensors read = Safetensors.decode(mutated, "w.safetensors");
        assertEquals(read, Safetensors.decode(read.encode(), "again"));
      } catch (BadInputException e) {
        refused++;
      }
    }
    assertTrue(refused > 2_000, "refused " + refused);
  }

  @Test
  void copiesValuesInAndOut() {
    float[] values = {1, 2};
    Tensor tensor = new Tensor(List.of(2), values);
    values[0] = 9;
    tensor.values()[1] = 9;
    assertEquals(new Tensor(List.of(2), new float[] {1, 2}), tensor);
    assertNotEquals(new Tensor(List.of(1, 2), new float[] {1, 2}), tensor);
    assertEquals(new Tensor(List.of(2), new float[] {1, 2}).hashCode(), tensor.hashCode());
  }

  @Test
  void refusesAShapeThatDoesNotFitItsValues() {
    assertThrows(IllegalArgumentException.class, () -> new Tensor(List.of(2, 2), new float[3]));
    assertThrows(IllegalArgumentException.class, () -> new Tensor(List.of(-1, -3), new float[3]));
  }
}
