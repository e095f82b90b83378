package io.edgenas.profiler.host;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.space.SearchSpace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a configuration may ask of the machine at hand. A profile can come from anybody, and what it
 * says about threads, batch and provider decides what is run.
 */
public final class HostLimits {
  /** Threads beyond it only wait for each other. */
  static final int THREADS_PER_CORE = 4;

  /** Of the images of one run. */
  static final long MAX_INPUT_BYTES = 256L << 20;

  private static final Pattern NAMES_FILE =
      Pattern.compile("(?i).*(path|file|dir|folder|lib|plugin|cache).*");
  private static final Pattern LOOKS_LIKE_FILE = Pattern.compile("(?i).*([/\\\\]|\\.so|\\.dll).*");

  private HostLimits() {}

  /**
   * Makes sure that threads, those in the provider's options too, are not many times the cores.
   *
   * @param cores that this process may use
   * @throws BadInputException naming the value and the most that is allowed
   */
  public static void requireThreads(ProfileIdentity identity, int cores) {
    int most = THREADS_PER_CORE * cores;
    if (identity.threads() > most) {
      throw tooMany("threads", Integer.toString(identity.threads()), cores, most);
    }
    for (Map.Entry<String, String> option : identity.providerOptions().entrySet()) {
      String value = option.getValue();
      if (option.getKey().toLowerCase(Locale.ROOT).contains("thread")
          && value.matches("[0-9]+")
          && (value.length() > 6 || Integer.parseInt(value) > most)) {
        throw tooMany("provider option " + Check.shown(option.getKey()), value, cores, most);
      }
    }
  }

  private static BadInputException tooMany(String what, String value, int cores, int most) {
    return new BadInputException(
        what
            + " "
            + Check.shown(value)
            + " is not allowed: this process may use "
            + cores
            + " cores, and more than "
            + THREADS_PER_CORE
            + " threads a core only wait for each other; at most "
            + most);
  }

  /**
   * Makes sure that the images of a run fit the memory of any machine.
   *
   * @throws BadInputException naming the batch and the most that is allowed
   */
  public static void requireBatch(int batch, SearchSpace space, int channels) {
    List<Integer> resolutions = space.resolutions();
    long side = resolutions.get(resolutions.size() - 1);
    long most = Math.max(1, MAX_INPUT_BYTES / (4L * channels * side * side));
    if (batch > most) {
      throw new BadInputException(
          "batch "
              + batch
              + " is not allowed: the images of a run may have at most "
              + (MAX_INPUT_BYTES >> 20)
              + " MiB, a batch of "
              + most
              + " at "
              + side
              + " pixels");
    }
  }

  /**
   * The provider options that make it read, write or load files; what a stranger must not choose.
   */
  public static List<String> optionsThatNameFiles(ProfileIdentity identity) {
    return identity.providerOptions().entrySet().stream()
        .filter(
            option ->
                NAMES_FILE.matcher(option.getKey()).matches()
                    || LOOKS_LIKE_FILE.matcher(option.getValue()).matches())
        .map(option -> option.getKey() + "=" + option.getValue())
        .toList();
  }
}
