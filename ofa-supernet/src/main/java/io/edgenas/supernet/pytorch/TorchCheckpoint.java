package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.supernet.pytorch.PickleValues.Dict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tensors of a model's {@code state_dict()} that {@code torch.save} wrote, by name; alone or
 * under one of the keys {@code state_dict}, {@code model_state_dict} and {@code model}. Holds the
 * file open until it is closed; values are read when they are asked for.
 */
public final class TorchCheckpoint implements AutoCloseable {
  /** Most bytes of values read from one file: a supernet of 64 million weights. */
  public static final int MAX_BYTES = 256 << 20;

  /** Largest file: optimiser states and the like may lie beside the weights. */
  static final long MAX_FILE_BYTES = 1L << 29;

  static final int MAX_PICKLE_BYTES = 16 << 20;
  private static final int ZIP = 0x504b0304;
  private static final int PICKLE = 0x80;
  private static final List<String> WRAPPERS = List.of("state_dict", "model_state_dict", "model");

  private final CheckpointFormat format;
  private final String source;
  private final SortedMap<String, TorchTensor> tensors;
  private StorageRef lastStorage;
  private ByteBuffer lastBytes;
  private long bytesRead;

  private TorchCheckpoint(CheckpointFormat format, String source) throws IOException {
    this.format = format;
    this.source = source;
    this.tensors = Collections.unmodifiableSortedMap(tensors(format.pickle().root(), source));
  }

  /**
   * Opens a checkpoint of the zip format or of the older one.
   *
   * @throws BadInputException naming the file and what in it is refused or damaged
   */
  public static TorchCheckpoint open(Path file) {
    try {
      long size = InputFile.requireRegular(file).size();
      InputFile.requireAtMost(file.toString(), size, MAX_FILE_BYTES);
      CheckpointFormat format = format(file);
      try {
        return new TorchCheckpoint(format, file.toString());
      } catch (IOException | RuntimeException e) {
        format.close();
        throw e;
      }
    } catch (FileSystemException e) {
      throw InputFile.unreadable(file, e);
    } catch (IOException | IllegalArgumentException e) { // names that are no text, in archives
      throw unreadable(file.toString(), e);
    }
  }

  private static CheckpointFormat format(Path file) throws IOException {
    byte[] first;
    try (InputStream in = InputFile.open(file, MAX_FILE_BYTES)) {
      first = in.readNBytes(Integer.BYTES);
    }
    if (first.length == Integer.BYTES && ByteBuffer.wrap(first).getInt() == ZIP) {
      return ZipFormat.open(file);
    }
    if (first.length > 0 && (first[0] & 0xff) == PICKLE) {
      return LegacyFormat.open(file);
    }
    throw BadInputException.naming(
        file.toString(),
        file
            + " is no PyTorch checkpoint: neither an archive nor a pickle; save the model's"
            + " state_dict() with torch.save");
  }

  private static BadInputException unreadable(String source, Exception cause) {
    return cause instanceof BadInputException known
        ? known
        : BadInputException.naming(
            source, source + " cannot be read: " + Check.shown(reason(cause)), cause);
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? "it is damaged or cut off" : cause.getMessage();
  }

  private static SortedMap<String, TorchTensor> tensors(Object root, String source) {
    Object found = root;
    if (root instanceof Dict dict) {
      for (String wrapper : WRAPPERS) {
        if (dict.fields().get(wrapper) instanceof Dict wrapped) {
          found = wrapped;
          break;
        }
      }
    }
    if (!(found instanceof Dict states)) {
      throw BadInputException.naming(
          source,
          source + " holds no dict of tensors: save the model's state_dict() with torch.save");
    }
    SortedMap<String, TorchTensor> tensors = new TreeMap<>();
    for (Map.Entry<Object, Object> field : states.fields().entrySet()) {
      if (!(field.getKey() instanceof String name)
          || !(field.getValue() instanceof TorchTensor tensor)) {
        throw BadInputException.of(
            source,
            "'"
                + Check.shown(field.getKey().toString())
                + "' is no named tensor: save the model's state_dict() with torch.save");
      }
      tensors.put(name, tensor);
    }
    return tensors;
  }

  /** The tensors by name; their values are still in the file. */
  public SortedMap<String, TorchTensor> tensors() {
    return tensors;
  }

  /**
   * The values of a tensor in row-major order, as float32: halves are exact, doubles are rounded.
   *
   * @param name one of {@link #tensors}
   * @throws BadInputException if they are whole numbers or damaged, or if this checkpoint has been
   *     asked for more than {@link #MAX_BYTES} in all
   */
  public float[] values(String name) {
    TorchTensor tensor = tensors.get(name);
    try {
      return tensor.gather(bytes(tensor.storage()));
    } catch (BadInputException e) {
      throw e.isIn(source) ? e : e.at(source + ": '" + Check.shown(name) + "'");
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /** Tensors that share a storage mostly follow each other, so one is kept. */
  private ByteBuffer bytes(StorageRef storage) throws IOException {
    if (!storage.equals(lastStorage)) {
      bytesRead += storage.bytes();
      if (bytesRead > MAX_BYTES) {
        throw BadInputException.naming(
            source, source + " has weights of more than " + MAX_BYTES + " bytes: no more are read");
      }
      lastBytes = format.read(storage);
      lastStorage = storage;
    }
    return lastBytes;
  }

  @Override
  public void close() {
    try {
      format.close();
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }
}
