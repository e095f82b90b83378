package io.edgenas.profiler.command.option;

import io.edgenas.network.Arch;
import io.edgenas.profiler.command.table.ArchFile;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * One architecture, or those of a file: an argument group, of which one has to be given. A command
 * that knows other sources adds them in a subclass.
 */
public class ArchArgument {
  @Parameters(
      index = "0",
      paramLabel = "ARCH",
      description = "An architecture, for example r176/k7e6-k5e4/k3e3-k3e6.")
  private String arch;

  @Option(
      names = "--arch-file",
      paramLabel = "FILE",
      description =
          "Many: a CSV file with a column arch, or columns ks,e,d,r as once-for-all's; or one"
              + " published network of it (net.config, run.config beside it).")
  private Path file;

  /** The architectures, all of them allowed by the space, in file order. */
  public List<Arch> archs(SearchSpace space) {
    return arch != null ? List.of(space.parse(arch)) : ArchFile.read(file, space);
  }
}
