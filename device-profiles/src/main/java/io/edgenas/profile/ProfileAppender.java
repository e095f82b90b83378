package io.edgenas.profile;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.output.AtomicFiles;
import io.edgenas.base.table.GrowingTable;
import io.edgenas.base.table.Table;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds measurements to a profile's folder as they come. The bursts of a group are one write, forced
 * to the disk: a run that is killed loses at most the group in flight, and the next one goes on.
 * The tables that follow from them are replaced as wholes.
 *
 * <p>While it is open no other process can write to the same folder. Not safe for several threads.
 */
public final class ProfileAppender implements AutoCloseable {
  private final Path folder;
  private final ProfileFile existing;
  private final List<String> warnings;
  private final GrowingTable<RoundMeasurement> rounds;
  private List<OperationMeasurement> operations;
  private List<NetworkMeasurement> networks;

  private ProfileAppender(
      Path folder,
      ProfileFile existing,
      List<String> warnings,
      GrowingTable<RoundMeasurement> rounds,
      List<OperationMeasurement> operations,
      List<NetworkMeasurement> networks) {
    this.folder = folder;
    this.existing = existing;
    this.warnings = warnings;
    this.rounds = rounds;
    this.operations = List.copyOf(operations);
    this.networks = List.copyOf(networks);
  }

  /**
   * Opens the profile of {@code identity} below {@code root}; creates it, with {@code
   * circumstances}, where there is none. Of an existing one the circumstances stay until {@link
   * #record(Circumstances)}; a row that a killed run left unfinished is dropped.
   *
   * @throws BadInputException if what is there has another identity (but for the version of ONNX
   *     Runtime) or space, naming the field and both values; if it cannot be read; if another
   *     process is writing to it; or if the folder is not writable
   */
  public static ProfileAppender open(
      Path root, SpaceIdentity space, ProfileIdentity identity, Circumstances circumstances)
      throws IOException {
    Path folder = ProfileFolder.locate(root, identity);
    Path json = folder.resolve(ProfileFile.NAME);
    ProfileFolder.requireOwn(root, folder);
    ProfileFile ours = new ProfileFile(space, identity, circumstances);
    boolean create = !Files.exists(json);
    ProfileFile file = create ? ours : ProfileFile.read(json);
    List<String> warnings = requireSame(folder, file, ours);
    AtomicFiles.requireWritableFolder(folder);
    GrowingTable<RoundMeasurement> rounds = rounds(folder, create);
    try {
      if (create) {
        begin(folder, ProfileFolder.OPERATIONS);
        begin(folder, ProfileFolder.NETWORKS);
        // Last, because it is what makes the folder a profile.
        file.write(json);
      }
      return new ProfileAppender(
          folder,
          file,
          warnings,
          rounds,
          ProfileFolder.readTable(folder, ProfileFolder.OPERATIONS),
          ProfileFolder.readTable(folder, ProfileFolder.NETWORKS));
    } catch (IOException | RuntimeException e) {
      rounds.close();
      throw e;
    }
  }

  private static GrowingTable<RoundMeasurement> rounds(Path folder, boolean create)
      throws IOException {
    Path file = folder.resolve(ProfileFolder.ROUNDS.fileName());
    String owner = "the profile in " + folder;
    return create
        ? GrowingTable.openEmpty(file, ProfileFolder.ROUNDS, owner, rowsOfNothing(file))
        : GrowingTable.open(file, ProfileFolder.ROUNDS, owner);
  }

  /** The refusal of rows without a profile: nothing says what they measured. */
  private static String rowsOfNothing(Path file) {
    return file
        + " has rows, but "
        + ProfileFile.NAME
        + " is missing beside it: restore it, or remove the folder";
  }

  /** Writes a table without rows; one that has rows is refused. */
  private static <T> void begin(Path folder, Table<T> table) throws IOException {
    Path file = folder.resolve(table.fileName());
    if (Files.exists(file) && !ProfileFolder.readTable(folder, table).isEmpty()) {
      throw new BadInputException(rowsOfNothing(file));
    }
    AtomicFiles.write(file, table.text(List.of()));
  }

  private static List<String> requireSame(Path folder, ProfileFile there, ProfileFile ours) {
    there.space().require(ours.space(), "the profile in " + folder);
    for (ProfileIdentity.Difference difference : there.identity().differences(ours.identity())) {
      throw new BadInputException(
          "the profile in "
              + folder
              + " has another identity: "
              + difference
              + "; choose another device id or folder");
    }
    String recorded = there.identity().onnxRuntime();
    String running = ours.identity().onnxRuntime();
    return recorded.equals(running)
        ? List.of()
        : List.of(
            "the profile in "
                + folder
                + " was measured with ONNX Runtime "
                + recorded
                + ", this is "
                + running
                + ": latencies may differ");
  }

  /** The profile's folder. */
  public Path folder() {
    return folder;
  }

  /** What the person should know about going on with this profile, ready to be shown. */
  public List<String> warnings() {
    return warnings;
  }

  /** The bursts measured so far, in file order. */
  public List<RoundMeasurement> rounds() {
    return rounds.rows();
  }

  /** The operations in the profile, in file order. */
  public List<OperationMeasurement> operations() {
    return operations;
  }

  /** The networks in the profile, in file order. */
  public List<NetworkMeasurement> networks() {
    return networks;
  }

  /**
   * Adds the bursts of a group; on return they are on the disk.
   *
   * @throws BadInputException if one of them is there already
   */
  public void append(List<RoundMeasurement> bursts) throws IOException {
    rounds.append(bursts);
  }

  /**
   * Replaces the tables: rows given take the places of those with the same key, or come after them;
   * other rows stay.
   */
  public void update(List<OperationMeasurement> newOperations, List<NetworkMeasurement> newNetworks)
      throws IOException {
    operations = write(ProfileFolder.OPERATIONS, operations, newOperations);
    networks = write(ProfileFolder.NETWORKS, networks, newNetworks);
  }

  private <T> List<T> write(Table<T> table, List<T> there, List<T> added) throws IOException {
    Map<String, T> rows = new LinkedHashMap<>();
    there.forEach(row -> rows.put(table.key(row).orElseThrow(), row));
    added.forEach(row -> rows.put(table.key(row).orElseThrow(), row));
    List<T> merged = List.copyOf(rows.values());
    AtomicFiles.write(folder.resolve(table.fileName()), table.text(merged));
    return merged;
  }

  /** Replaces the circumstances in {@code profile.json}. */
  public void record(Circumstances circumstances) throws IOException {
    new ProfileFile(existing.space(), existing.identity(), circumstances)
        .write(folder.resolve(ProfileFile.NAME));
  }

  @Override
  public void close() throws IOException {
    rounds.close();
  }
}
