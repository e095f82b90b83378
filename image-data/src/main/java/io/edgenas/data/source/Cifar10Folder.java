package io.edgenas.data.source;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.PackedDataset;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The binary version of CIFAR-10 (https://www.cs.toronto.edu/~kriz/cifar.html): records of a label
 * byte and 3 planes of 32x32 bytes, in five training files and one test file.
 */
final class Cifar10Folder {
  private static final List<String> LABELS =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PIXELS;

  /** In a file; the true ones have 10,000. */
  private static final int MAX_RECORDS = 20_000;

  private static final int MAX_BYTES = MAX_RECORDS * RECORD;

  private Cifar10Folder() {}

  static DataSplits open(Path folder) {
    ByteArrayOutputStream trainRecords = new ByteArrayOutputStream();
    for (int i = 1; i <= 5; i++) {
      trainRecords.writeBytes(records(folder.resolve("data_batch_" + i + ".bin")));
    }
    byte[] train = trainRecords.toByteArray();
    byte[] test = records(folder.resolve("test_batch.bin"));
    Dataset all = dataset(train);
    int validation = DataSplits.validationStart(all.size());
    return new DataSplits(
            LABELS,
            3,
            SIDE,
            all.range(0, validation),
            all.range(validation, all.size()),
            dataset(test),
            Sha256.of(Json.line(List.of(LABELS, Sha256.of(train), Sha256.of(test)))),
            List.of())
        .withClassWarnings();
  }

  private static byte[] records(Path file) {
    if (!Files.exists(file)) {
      throw new BadInputException(
          file + " is missing: the six .bin files of CIFAR-10's binary version are needed");
    }
    long size = InputFile.requireRegular(file).size();
    if (size == 0 || size % RECORD != 0 || size > MAX_BYTES) {
      throw new BadInputException(
          file
              + " has "
              + size
              + " bytes, not 1 to "
              + MAX_RECORDS
              + " records of "
              + RECORD
              + ": it is cut off or not of CIFAR-10's binary version");
    }
    byte[] records = InputFile.bytes(file, MAX_BYTES);
    if (records.length != size) {
      throw new BadInputException(file + " changed while it was read: try again");
    }
    for (int i = 0; i < records.length; i += RECORD) {
      if (records[i] < 0 || records[i] >= LABELS.size()) {
        throw BadInputException.of(
            file.toString(),
            "record " + i / RECORD + " has label " + (records[i] & 0xff) + ", not 0 to 9");
      }
    }
    return records;
  }

  /** Turns planes into interleaved channels. */
  private static Dataset dataset(byte[] records) {
    int count = records.length / RECORD;
    byte[] labels = new byte[count];
    byte[] samples = new byte[count * 3 * PIXELS];
    for (int i = 0; i < count; i++) {
      labels[i] = records[i * RECORD];
      for (int c = 0; c < 3; c++) {
        int plane = i * RECORD + 1 + c * PIXELS;
        for (int p = 0; p < PIXELS; p++) {
          samples[(i * PIXELS + p) * 3 + c] = records[plane + p];
        }
      }
    }
    return new PackedDataset(SIDE, SIDE, 3, samples, labels);
  }
}
