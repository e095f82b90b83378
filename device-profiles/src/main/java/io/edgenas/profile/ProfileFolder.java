package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.output.OwnFile;
import io.edgenas.base.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Profiles as folders, see {@code docs/formats.md}. */
public final class ProfileFolder {
  static final Table<OperationMeasurement> OPERATIONS = new Table<>(new OperationRows());
  static final Table<NetworkMeasurement> NETWORKS = new Table<>(new NetworkRows());
  static final Table<RoundMeasurement> ROUNDS = new Table<>(new RoundRows());
  private static final int MAX_LISTED = 1_000;

  private ProfileFolder() {}

  /**
   * Reads a profile.
   *
   * @param folder the folder of a configuration, or one above that holds exactly one: the device's,
   *     or the one that devices are in
   * @throws BadInputException if there is no profile or several (listing them), or naming file and
   *     line of what cannot be read
   */
  public static DeviceProfile read(Path folder) {
    Path found = find(folder);
    ProfileFile file = ProfileFile.read(found.resolve(ProfileFile.NAME));
    return new DeviceProfile(
        file.space(),
        file.identity(),
        file.circumstances(),
        readTable(found, OPERATIONS),
        readTable(found, NETWORKS));
  }

  /**
   * The bursts that the tables of a profile of ours were computed from; none where others measured.
   *
   * @param folder of the configuration itself
   * @throws BadInputException naming file and line of what cannot be read
   */
  public static List<RoundMeasurement> readRounds(Path folder) {
    return Files.exists(folder.resolve(ROUNDS.fileName())) ? readTable(folder, ROUNDS) : List.of();
  }

  /**
   * Reads a profile as {@link #read} does, but takes its rows as they are.
   *
   * @throws BadInputException as {@link #read}, except for what is wrong with single rows
   */
  public static RawProfile readRaw(Path folder) {
    Path found = find(folder);
    ProfileFile file = ProfileFile.read(found.resolve(ProfileFile.NAME));
    return new RawProfile(
        found,
        file.space(),
        file.identity(),
        file.circumstances(),
        OPERATIONS.readRaw(content(found, OPERATIONS), found.resolve(OPERATIONS.fileName()) + ""),
        NETWORKS.readRaw(content(found, NETWORKS), found.resolve(NETWORKS.fileName()) + ""));
  }

  /** Returns the folder of a profile of that identity below {@code root}. */
  public static Path locate(Path root, ProfileIdentity identity) {
    return root.resolve(identity.deviceId()).resolve(identity.configuration());
  }

  /**
   * Writes a whole profile to {@link #locate} below {@code root}; for measurements that come one by
   * one see {@link ProfileAppender}.
   *
   * @return the profile's folder
   * @throws BadInputException if there is one already
   */
  public static Path write(Path root, DeviceProfile profile) throws IOException {
    Path folder = locate(root, profile.identity());
    if (Files.exists(folder.resolve(ProfileFile.NAME))) {
      throw new BadInputException(
          folder + " holds a profile already: choose another device id, or remove the folder");
    }
    requireOwn(root, folder);
    AtomicFiles.requireWritableFolder(folder);
    AtomicFiles.write(folder.resolve(OPERATIONS.fileName()), OPERATIONS.text(profile.operations()));
    AtomicFiles.write(folder.resolve(NETWORKS.fileName()), NETWORKS.text(profile.networks()));
    // Last, because it is what makes the folder a profile.
    new ProfileFile(profile.space(), profile.identity(), profile.circumstances())
        .write(folder.resolve(ProfileFile.NAME));
    return folder;
  }

  /**
   * Makes sure that writing a profile writes nowhere else: neither its folders below {@code root}
   * nor its files may be symbolic links, which a folder from somebody else can hold.
   *
   * @throws BadInputException naming the link, or what else stands where a file should
   */
  static void requireOwn(Path root, Path folder) throws IOException {
    for (Path each : List.of(folder.getParent(), folder)) {
      if (Files.isSymbolicLink(each) && !each.equals(root)) {
        throw new BadInputException(
            each
                + " is a symbolic link to "
                + Files.readSymbolicLink(each)
                + ", and the profile would be written there: give that place's own path, or remove"
                + " the link");
      }
    }
    for (String name :
        List.of(ProfileFile.NAME, OPERATIONS.fileName(), NETWORKS.fileName(), ROUNDS.fileName())) {
      OwnFile.require(folder.resolve(name));
    }
  }

  static <T> List<T> readTable(Path folder, Table<T> table) {
    return table.read(content(folder, table), folder.resolve(table.fileName()).toString());
  }

  private static byte[] content(Path folder, Table<?> table) {
    Path file = folder.resolve(table.fileName());
    if (Files.notExists(file)) {
      throw new BadInputException(
          file + " is missing from the profile: restore it, or profile the device again");
    }
    return InputFile.bytes(file, table.maxBytes());
  }

  private static Path find(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(
          "profile folder " + folder + " does not exist: give the folder that `profile` wrote");
    }
    List<Path> candidates = List.of(folder);
    for (int level = 0; level <= 2; level++) {
      List<Path> profiles =
          candidates.stream().filter(c -> Files.exists(c.resolve(ProfileFile.NAME))).toList();
      if (profiles.size() == 1) {
        return profiles.get(0);
      }
      if (profiles.size() > 1) {
        throw new BadInputException(
            folder
                + " holds several profiles: give one of "
                + profiles.subList(0, shown(profiles)));
      }
      candidates = candidates.stream().flatMap(c -> folders(c).stream()).limit(MAX_LISTED).toList();
    }
    throw new BadInputException(
        folder
            + " holds no profile ("
            + ProfileFile.NAME
            + "): give the folder that `profile` wrote");
  }

  private static int shown(List<Path> paths) {
    return Math.min(paths.size(), 10);
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return new ArrayList<>(
          entries.limit(MAX_LISTED).filter(Files::isDirectory).sorted().toList());
    } catch (IOException e) {
      throw InputFile.unreadable(folder, e);
    }
  }
}
