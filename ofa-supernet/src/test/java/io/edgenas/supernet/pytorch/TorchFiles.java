package io.edgenas.supernet.pytorch;

import io.edgenas.supernet.store.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Checkpoints as {@code torch.save} writes them, and such as it never would. */
public final class TorchFiles {
  private TorchFiles() {}

  /**
   * A tensor with a storage of its own.
   *
   * @param type class of the storage
   * @param count values that its storage is said to have
   * @param bytes of the storage
   */
  public record Stored(
      String name,
      String type,
      long count,
      byte[] bytes,
      long offset,
      List<Long> shape,
      List<Long> strides) {

    /** Contiguous float32. */
    public static Stored of(String name, Tensor tensor) {
      ByteBuffer bytes =
          ByteBuffer.allocate(tensor.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(tensor.values());
      List<Long> strides = new ArrayList<>();
      long stride = tensor.size();
      for (int side : tensor.shape()) {
        stride /= side;
        strides.add(stride);
      }
      return new Stored(
          name,
          "FloatStorage",
          tensor.size(),
          bytes.array(),
          0,
          tensor.shape().stream().map(Integer::longValue).toList(),
          strides);
    }
  }

  public static List<Stored> of(Map<String, Tensor> tensors) {
    List<Stored> stored = new ArrayList<>();
    tensors.forEach((name, tensor) -> stored.add(Stored.of(name, tensor)));
    return stored;
  }

  /** The pickle of {@code {'state_dict': OrderedDict}} with version notes, as of a module. */
  public static byte[] pickle(List<Stored> tensors, boolean legacy) {
    PickleWriter pickle = PickleWriter.begin().op('}').text("state_dict").orderedDict().op('(');
    for (int i = 0; i < tensors.size(); i++) {
      Stored tensor = tensors.get(i);
      pickle
          .text(tensor.name())
          .global("torch._utils", "_rebuild_tensor_v2")
          .op('(')
          .storage(tensor.type(), Integer.toString(i), tensor.count(), legacy)
          .number(tensor.offset())
          .numbers(tensor.shape().stream().mapToLong(Long::longValue).toArray())
          .numbers(tensor.strides().stream().mapToLong(Long::longValue).toArray())
          .raw(0x89)
          .orderedDict()
          .op('t')
          .op('R');
    }
    pickle.op('u');
    pickle.op('}').text("_metadata").orderedDict().op('s').op('b');
    return pickle.op('s').end();
  }

  /** The archive around a pickle. */
  public static byte[] zip(byte[] pickle, List<Stored> tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "net/data.pkl", pickle);
      for (int i = 0; i < tensors.size(); i++) {
        store(zip, "net/data/" + i, tensors.get(i).bytes());
      }
      store(zip, "net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static byte[] zip(List<Stored> tensors) {
    return zip(pickle(tensors, false), tensors);
  }

  /** Adds an entry without compression. */
  public static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** The older format around a pickle. */
  public static byte[] legacy(byte[] pickle, List<Stored> tensors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        PickleWriter.begin()
            .raw(0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19)
            .end());
    out.writeBytes(PickleWriter.begin().number(1001).end());
    out.writeBytes(PickleWriter.begin().op('}').text("little_endian").raw(0x88).op('s').end());
    out.writeBytes(pickle);
    PickleWriter keys = PickleWriter.begin().op(']').op('(');
    for (int i = 0; i < tensors.size(); i++) {
      keys.text(Integer.toString(i));
    }
    out.writeBytes(keys.op('e').end());
    for (Stored tensor : tensors) {
      out.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(tensor.count())
              .array());
      out.writeBytes(tensor.bytes());
    }
    return out.toByteArray();
  }

  public static byte[] legacy(List<Stored> tensors) {
    return legacy(pickle(tensors, true), tensors);
  }
}
