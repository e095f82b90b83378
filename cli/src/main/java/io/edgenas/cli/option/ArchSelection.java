package io.edgenas.cli.option;

import io.edgenas.base.input.Check;
import io.edgenas.network.Arch;
import io.edgenas.profiler.command.option.ArchArgument;
import io.edgenas.space.BalancedSample;
import io.edgenas.space.SearchSpace;
import java.util.List;
import java.util.SplittableRandom;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which architectures a command is about: one, those of a file, or a seeded sample. */
public final class ArchSelection {
  public static final int MAX_SAMPLE = 100_000;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides what is drawn at random (default: ${DEFAULT-VALUE}).")
  private long seed;

  private static final class Source extends ArchArgument {
    @Option(
        names = "--sample",
        paramLabel = "N",
        description =
            "N different architectures, drawn so that every choice comes up equally often.")
    private Integer sample;
  }

  public long seed() {
    return seed;
  }

  /** The architectures, all of them allowed by the space, in the order asked for. */
  public List<Arch> archs(SearchSpace space) {
    return source.sample != null ? sample(space) : source.archs(space);
  }

  private List<Arch> sample(SearchSpace space) {
    Check.range("--sample", source.sample, 1, MAX_SAMPLE);
    return BalancedSample.draw(space, source.sample, new SplittableRandom(seed));
  }
}
