package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.supernet.pytorch.Unpickler.Unpickled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What {@code torch.save} has written since PyTorch 1.6: an archive {@code name/data.pkl} with the
 * storages as {@code name/data/0}, {@code name/data/1} and so on. Entries are never extracted, and
 * PyTorch does not compress them: one that is compressed, or lies outside of the one folder, is
 * refused.
 */
final class ZipFormat implements CheckpointFormat {
  private static final String PICKLE = "/data.pkl";
  private static final int MAX_ENTRIES = 100_000;

  private final ZipFile zip;
  private final String source;
  private final String folder;

  private ZipFormat(ZipFile zip, String source, String folder) {
    this.zip = zip;
    this.source = source;
    this.folder = folder;
  }

  static ZipFormat open(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      String source = file.toString();
      ZipFormat format = new ZipFormat(zip, source, checkedFolder(zip, source));
      format.requireLittleEndian();
      return format;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** The folder that holds everything, without the slash. */
  private static String checkedFolder(ZipFile zip, String source) {
    if (zip.size() > MAX_ENTRIES) {
      throw BadInputException.naming(
          source, source + " has " + zip.size() + " entries: at most " + MAX_ENTRIES + " are read");
    }
    List<? extends ZipEntry> entries = Collections.list(zip.entries());
    String folder =
        entries.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.lastIndexOf('/'))
            .findFirst()
            .map(name -> name.substring(0, name.length() - PICKLE.length()))
            .orElseThrow(
                () ->
                    BadInputException.naming(
                        source,
                        source + " has no data.pkl: it is an archive, but no PyTorch checkpoint"));
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName();
      if (!name.startsWith(folder + "/")
          || List.of(name.split("[/\\\\]", -1)).contains("..")
          || !names.add(name)) {
        throw BadInputException.naming(
            source,
            source
                + " has an entry '"
                + Check.shown(name)
                + "' that PyTorch does not write: outside of its folder, or twice");
      }
      if (entry.getMethod() != ZipEntry.STORED || entry.getSize() != entry.getCompressedSize()) {
        throw BadInputException.naming(
            source,
            source
                + " has a compressed entry '"
                + Check.shown(name)
                + "': PyTorch writes none, do not pack the file again");
      }
    }
    return folder;
  }

  private void requireLittleEndian() throws IOException {
    ZipEntry entry = zip.getEntry(folder + "/byteorder");
    if (entry != null
        && !new String(read(entry, 16), StandardCharsets.US_ASCII).strip().equals("little")) {
      throw BadInputException.naming(
          source, source + " was written by a big-endian machine: it is not read");
    }
  }

  @Override
  public Unpickled pickle() throws IOException {
    byte[] pickle = read(zip.getEntry(folder + PICKLE), TorchCheckpoint.MAX_PICKLE_BYTES);
    PickleInput in = new PickleInput(pickle, source + PICKLE);
    Unpickled unpickled = Unpickler.load(in);
    if (in.position() != pickle.length) {
      throw in.error("there is something behind the pickle");
    }
    return unpickled;
  }

  @Override
  public ByteBuffer read(StorageRef storage) throws IOException {
    ZipEntry entry = zip.getEntry(folder + "/data/" + storage.key());
    if (entry == null || entry.getSize() != storage.bytes()) {
      throw BadInputException.of(
          source,
          "storage "
              + storage.key()
              + " needs "
              + storage.bytes()
              + " bytes, the file has "
              + (entry == null ? "none" : Long.toString(entry.getSize()))
              + ": it is damaged");
    }
    return ByteBuffer.wrap(read(entry, TorchCheckpoint.MAX_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] read(ZipEntry entry, int maxBytes) throws IOException {
    InputFile.requireAtMost(
        source + ": '" + Check.shown(entry.getName()) + "'", entry.getSize(), maxBytes);
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readNBytes((int) entry.getSize());
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw BadInputException.of(
          source, "'" + Check.shown(entry.getName()) + "' is damaged: its checksum is wrong");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
