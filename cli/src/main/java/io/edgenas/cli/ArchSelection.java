package io.edgenas.cli;

import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.profiler.command.ArchFile;
import io.edgenas.space.ArchSpec;
import io.edgenas.space.ArchVariation;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which architectures a command is about: one, those of a file, or a seeded sample. */
final class ArchSelection {
  static final int MAX_SAMPLE = 100_000;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  private static final class Source {
    @Parameters(
        index = "0",
        paramLabel = "ARCH",
        description = "An architecture, for example r176/k7e6-k5e4/k3e3-k3e6.")
    private String arch;

    @Option(
        names = "--arch-file",
        paramLabel = "FILE",
        description = "Many: a CSV file with a column arch, or columns ks,e,d,r as once-for-all's.")
    private Path file;

    @Option(
        names = "--sample",
        paramLabel = "N",
        description = "N different architectures drawn uniformly choice by choice.")
    private Integer sample;
  }

  long seed() {
    return seed;
  }

  /** The architectures, all of them allowed by the space, in the order asked for. */
  List<ArchSpec> archs(SearchSpace space) {
    if (source.arch != null) {
      return List.of(space.check(ArchSpec.parse(source.arch)));
    }
    return source.file != null ? ArchFile.read(source.file, space) : sample(space);
  }

  private List<ArchSpec> sample(SearchSpace space) {
    Check.range("--sample", source.sample, 1, MAX_SAMPLE);
    RandomGenerator random = new SplittableRandom(seed);
    ArchVariation variation = new ArchVariation(space);
    Set<ArchSpec> drawn = new LinkedHashSet<>();
    for (long tries = 0; drawn.size() < source.sample && tries < 100L * source.sample; tries++) {
      drawn.add(variation.sample(random));
    }
    if (drawn.size() < source.sample) {
      throw new BadInputException(
          "--sample "
              + source.sample
              + ": only "
              + drawn.size()
              + " different architectures came up in "
              + space.name()
              + ", which has "
              + space.size()
              + ": ask for fewer");
    }
    return List.copyOf(drawn);
  }
}
