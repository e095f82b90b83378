package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Float32 tensors and texts in one file of the safetensors format
 * (https://huggingface.co/docs/safetensors): 8 bytes little-endian header length, a JSON header,
 * the values little-endian.
 *
 * <p>Writing is deterministic: names in ascending order, the header padded with spaces to 8 bytes.
 * Reading is as strict as the format: data offsets must cover the file without gap or overlap. Only
 * F32 is known.
 *
 * @param metadata texts by key, such as what the tensors belong to
 * @param tensors by name
 */
public record Safetensors(SortedMap<String, String> metadata, SortedMap<String, Tensor> tensors) {
  /** Largest file written or read, in bytes. */
  public static final int MAX_BYTES = 1 << 30;

  private static final int MAX_HEADER_BYTES = 8 << 20;
  private static final int MAX_DIMENSIONS = 8;

  /** Values that are read at a time. */
  private static final int CHUNK = 1 << 18;

  private static final int MAX_NAME = 300;
  private static final String METADATA = "__metadata__";

  public Safetensors {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    for (String name : tensors.keySet()) {
      if (name.isEmpty() || name.length() > MAX_NAME || name.equals(METADATA)) {
        throw new IllegalArgumentException("tensor name '" + Check.shown(name) + "'");
      }
    }
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException naming the file and what is wrong with it
   */
  public static Safetensors read(Path file) {
    long size = InputFile.requireRegular(file).size();
    try (InputStream in = InputFile.open(file, MAX_BYTES)) {
      return decode(in, size, file.toString());
    } catch (IOException e) {
      throw InputFile.unreadable(file, e);
    }
  }

  /** Writes a file, whole or not at all. */
  public void write(Path file) throws IOException {
    AtomicFiles.write(file, encode());
  }

  /** The bytes of the file. */
  public byte[] encode() {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, metadata);
    }
    long end = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long start = end;
      end += (long) entry.getValue().size() * Float.BYTES;
      Map<String, Object> field = new LinkedHashMap<>();
      field.put("dtype", "F32");
      field.put("shape", entry.getValue().shape());
      field.put("data_offsets", List.of(start, end));
      header.put(entry.getKey(), field);
    }
    byte[] json = Json.line(header).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    if (padded > MAX_HEADER_BYTES || Long.BYTES + padded + end > MAX_BYTES) {
      throw new IllegalArgumentException(
          "tensors of " + end + " bytes: at most " + MAX_BYTES + " fit into a file");
    }
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES + padded + (int) end).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded).put(json);
    while (out.position() < Long.BYTES + padded) {
      out.put((byte) ' ');
    }
    for (Tensor tensor : tensors.values()) {
      out.asFloatBuffer().put(tensor.raw());
      out.position(out.position() + tensor.size() * Float.BYTES);
    }
    return out.array();
  }

  /**
   * Reads bytes in memory; {@code source} is what messages call them.
   *
   * @throws BadInputException naming the source and what is wrong with it
   */
  public static Safetensors decode(byte[] bytes, String source) {
    try {
      return decode(new ByteArrayInputStream(bytes), bytes.length, source);
    } catch (IOException e) {
      throw new IllegalStateException("an array can be read", e);
    }
  }

  /** Values are read only when the header is found to fit the number of bytes. */
  private static Safetensors decode(InputStream in, long size, String source) throws IOException {
    if (size < Long.BYTES) {
      throw new BadInputException(
          source + " has " + size + " bytes: it is cut off or no safetensors file");
    }
    long headerBytes = read(in, Long.BYTES, source).getLong();
    long most = Math.min(MAX_HEADER_BYTES, size - Long.BYTES);
    if (headerBytes < 2 || headerBytes > most) {
      throw new BadInputException(
          source
              + " announces a header of "
              + headerBytes
              + " bytes: 2 to "
              + most
              + " are possible; it is cut off or no safetensors file");
    }
    byte[] json = read(in, (int) headerBytes, source).array();
    // The name ends in .json because that is how Document tells JSON from YAML.
    Document header = Document.parse(json, source + "#header.json");
    return new Body(in, size - Long.BYTES - headerBytes, header).read();
  }

  private static ByteBuffer read(InputStream in, int count, String source) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new BadInputException(source + " became shorter while it was read: try again");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where one tensor lies. */
  private record Extent(String name, Document field, List<Integer> shape, long start, long end) {}

  /** The data behind a header: as many bytes as there are. */
  private record Body(InputStream data, long capacity, Document header) {
    Safetensors read() throws IOException {
      SortedMap<String, String> metadata = new TreeMap<>();
      List<Extent> extents = new ArrayList<>();
      for (Map.Entry<String, Document> field : header.object().entrySet()) {
        String name = field.getKey();
        if (name.equals(METADATA)) {
          field.getValue().object().forEach((key, value) -> metadata.put(key, value.text()));
        } else if (name.isEmpty() || name.length() > MAX_NAME) {
          throw header.error("tensor name '" + Check.shown(name) + "' is not allowed");
        } else {
          extents.add(extent(name, field.getValue()));
        }
      }
      extents.sort(Comparator.comparingLong(Extent::start));
      requireSeamless(extents);
      SortedMap<String, Tensor> tensors = new TreeMap<>();
      for (Extent extent : extents) {
        float[] values = new float[(int) ((extent.end() - extent.start()) / Float.BYTES)];
        for (int done = 0; done < values.length; done += CHUNK) {
          int count = Math.min(CHUNK, values.length - done);
          Safetensors.read(data, count * Float.BYTES, header.source())
              .asFloatBuffer()
              .get(values, done, count);
        }
        tensors.put(extent.name(), new Tensor(extent.shape(), values));
      }
      return new Safetensors(metadata, tensors);
    }

    private Extent extent(String name, Document field) {
      field.allowKeys("dtype", "shape", "data_offsets");
      String type = field.required("dtype").text();
      if (!type.equals("F32")) {
        throw field.error("dtype '" + Check.shown(type) + "' is not allowed: only F32 is read");
      }
      List<Integer> shape = field.required("shape").integers(MAX_DIMENSIONS, 1, MAX_BYTES);
      List<Document> offsets = field.required("data_offsets").list(2);
      if (offsets.size() != 2) {
        throw field.error("data_offsets needs a start and an end");
      }
      long start = offsets.get(0).integer64(0, capacity);
      long end = offsets.get(1).integer64(start, capacity);
      long bytes = Float.BYTES;
      for (int side : shape) {
        bytes *= side;
        if (bytes > MAX_BYTES) {
          throw field.error("shape " + shape + " is over " + MAX_BYTES + " bytes");
        }
      }
      if (end - start != bytes) {
        throw field.error("shape " + shape + " needs " + bytes + " bytes, not " + (end - start));
      }
      return new Extent(name, field, shape, start, end);
    }

    private void requireSeamless(List<Extent> extents) {
      long expected = 0;
      for (Extent extent : extents) {
        if (extent.start() != expected) {
          throw extent
              .field()
              .error(
                  "data starts at "
                      + extent.start()
                      + " but the tensor before ends at "
                      + expected
                      + ": tensors must follow each other without gap or overlap");
        }
        expected = extent.end();
      }
      if (expected != capacity) {
        throw header.error(
            "tensors end at byte "
                + expected
                + " but the data has "
                + capacity
                + ": the file is cut off or has something appended");
      }
    }
  }
}
