package io.edgenas.cli.text;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.FolderLock;
import io.edgenas.base.table.CsvText;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.space.SearchSpace;
import io.edgenas.space.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Subnets with random weights as ONNX files, for a harness that measures what the profiler cannot
 * reach (a phone, a simulator, another runtime), and the table that it fills in.
 */
public final class ArchOnnxFiles {
  public static final String TABLE = "measure.csv";
  private static final List<String> COLUMNS = List.of("file", "arch", "latency_ms");

  private final SearchSpace space;
  private final Task task;
  private final RandomWeights weights;

  public ArchOnnxFiles(SearchSpace space, Task task, long seed) {
    this.space = space;
    this.task = task;
    this.weights = new RandomWeights(seed);
  }

  /**
   * Writes a file for each architecture and, last, the table with an empty column {@code
   * latency_ms}.
   *
   * @return the table
   * @throws BadInputException if the folder is not writable, another run writes there, or it holds
   *     a table, which may be filled
   */
  @SuppressWarnings("try") // the lock is held, not used
  public Path write(List<Arch> archs, Path folder) throws IOException {
    AtomicFiles.requireWritableFolder(folder);
    try (FolderLock lock = FolderLock.acquire(folder)) {
      return writeAlone(archs, folder);
    }
  }

  private Path writeAlone(List<Arch> archs, Path folder) throws IOException {
    Path table = folder.resolve(TABLE);
    if (Files.exists(table, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadInputException(
          table + " exists and may hold measurements: choose another folder, or move it away");
    }
    StringBuilder rows = new StringBuilder(CsvText.line(COLUMNS));
    for (int i = 0; i < archs.size(); i++) {
      Network network = space.lower(task, archs.get(i));
      String name = String.format(Locale.ROOT, "%05d.onnx", i + 1);
      AtomicFiles.write(
          folder.resolve(name),
          new Float32Emitter().network(network, weights, EmitOptions.DEFAULT));
      rows.append(CsvText.line(List.of(name, archs.get(i), "")));
    }
    AtomicFiles.write(table, rows.toString());
    return table;
  }
}
