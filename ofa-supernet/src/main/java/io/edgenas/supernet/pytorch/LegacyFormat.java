package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.pytorch.PickleValues.Dict;
import io.edgenas.supernet.pytorch.PickleValues.Sequence;
import io.edgenas.supernet.pytorch.Unpickler.Unpickled;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What {@code torch.save} wrote before PyTorch 1.6: five pickles (a magic number, a version, the
 * machine, the object, the keys of its storages), then the storages in the order of the keys, each
 * a count of values in 8 bytes and the values.
 */
final class LegacyFormat implements CheckpointFormat {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long VERSION = 1001;

  private final FileChannel file;
  private final String source;
  private final Unpickled pickle;

  /** Where the values of each storage begin, by key. */
  private final Map<String, Long> starts = new HashMap<>();

  private LegacyFormat(FileChannel file, String source) throws IOException {
    this.file = file;
    this.source = source;
    int head = (int) Math.min(file.size(), TorchCheckpoint.MAX_PICKLE_BYTES);
    PickleInput in = new PickleInput(read(0, head).array(), source);
    if (!MAGIC.equals(Unpickler.load(in).root())) {
      throw in.error("is no PyTorch checkpoint: its magic number is missing");
    }
    if (!Long.valueOf(VERSION).equals(Unpickler.load(in).root())) {
      throw in.error("is of another version of the legacy format than " + VERSION);
    }
    if (!(Unpickler.load(in).root() instanceof Dict machine)
        || !Boolean.TRUE.equals(machine.fields().get("little_endian"))) {
      throw in.error("was written by a big-endian machine: it is not read");
    }
    pickle = Unpickler.load(in);
    locate(keys(in), in.position());
  }

  /** Opens a file that begins as the format does. */
  static LegacyFormat open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      return new LegacyFormat(file, path.toString());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Unpickled pickle() {
    return pickle;
  }

  /** The keys of all storages, in the order in which they lie in the file. */
  private static Set<String> keys(PickleInput in) {
    if (!(Unpickler.load(in).root() instanceof Sequence list)) {
      throw in.error("the list of storages is missing");
    }
    Set<String> keys = new LinkedHashSet<>();
    for (Object key : list.items()) {
      if (!(key instanceof String text) || !keys.add(text)) {
        throw in.error("a storage has no name of its own");
      }
    }
    return keys;
  }

  private void locate(Set<String> keys, long dataStart) throws IOException {
    long at = dataStart;
    for (String key : keys) {
      StorageRef storage = pickle.storages().get(key);
      if (storage == null) {
        throw BadInputException.naming(
            source, source + " has a storage '" + Check.shown(key) + "' that no tensor uses");
      }
      boolean whole = file.size() - at >= Long.BYTES + storage.bytes();
      if (!whole || read(at, Long.BYTES).getLong() != storage.count()) {
        throw BadInputException.naming(
            source,
            source
                + " is cut off or damaged: storage "
                + key
                + " of "
                + storage.count()
                + " values does not begin at byte "
                + at);
      }
      starts.put(key, at + Long.BYTES);
      at += Long.BYTES + storage.bytes();
    }
    if (at != file.size()) {
      throw BadInputException.naming(
          source, source + " has " + (file.size() - at) + " bytes behind its last storage");
    }
  }

  @Override
  public ByteBuffer read(StorageRef storage) throws IOException {
    Long start = starts.get(storage.key());
    if (start == null) {
      throw BadInputException.naming(source, source + " has no storage " + storage.key());
    }
    return read(start, storage.bytes());
  }

  private ByteBuffer read(long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("it ends too early");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
