package io.edgenas.profile;

import io.edgenas.input.BadInputException;
import io.edgenas.output.AtomicFiles;
import io.edgenas.space.SpaceIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Adds measurements to a profile's folder as they come. Each row is one write, forced to the disk:
 * a run that is killed loses at most the row in flight, and the next one goes on.
 *
 * <p>While it is open no other process can append to the same folder. Not safe for several threads.
 */
public final class ProfileAppender implements AutoCloseable {
  private final Path folder;
  private final ProfileFile existing;
  private final List<String> warnings;
  private final AppendedTable<OperationMeasurement> operations;
  private final AppendedTable<NetworkMeasurement> networks;

  private ProfileAppender(
      Path folder,
      ProfileFile existing,
      List<String> warnings,
      AppendedTable<OperationMeasurement> operations,
      AppendedTable<NetworkMeasurement> networks) {
    this.folder = folder;
    this.existing = existing;
    this.warnings = warnings;
    this.operations = operations;
    this.networks = networks;
  }

  /**
   * Opens the profile of {@code identity} below {@code root}; creates it, with {@code
   * circumstances}, where there is none. Of an existing one the circumstances stay until {@link
   * #record(Circumstances)}; a row that a killed run left unfinished is dropped.
   *
   * @throws BadInputException if what is there has another identity (but for the version of ONNX
   *     Runtime) or space, naming the field and both values; if it cannot be read; if another
   *     process is appending to it; or if the folder is not writable
   */
  public static ProfileAppender open(
      Path root, SpaceIdentity space, ProfileIdentity identity, Circumstances circumstances)
      throws IOException {
    Path folder = ProfileFolder.locate(root, identity);
    Path json = folder.resolve(ProfileFile.NAME);
    ProfileFile ours = new ProfileFile(space, identity, circumstances);
    boolean create = !Files.exists(json);
    ProfileFile file = create ? ours : ProfileFile.read(json);
    List<String> warnings = requireSame(folder, file, ours);
    AtomicFiles.requireWritableFolder(folder);
    AppendedTable<OperationMeasurement> operations =
        AppendedTable.open(folder, ProfileFolder.OPERATIONS, create);
    try {
      AppendedTable<NetworkMeasurement> networks =
          AppendedTable.open(folder, ProfileFolder.NETWORKS, create);
      try {
        if (create) {
          // Last, because it is what makes the folder a profile.
          file.write(json);
        }
        return new ProfileAppender(folder, file, warnings, operations, networks);
      } catch (IOException | RuntimeException e) {
        networks.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      operations.close();
      throw e;
    }
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

  /** The operations measured so far, in file order. */
  public List<OperationMeasurement> operations() {
    return operations.rows();
  }

  /** The networks measured so far, in file order. */
  public List<NetworkMeasurement> networks() {
    return networks.rows();
  }

  /**
   * Adds a row; on return it is on the disk.
   *
   * @throws BadInputException if the operation has one already
   */
  public void append(OperationMeasurement measurement) throws IOException {
    operations.append(measurement);
  }

  /**
   * Adds a row; on return it is on the disk.
   *
   * @throws BadInputException if the subnet has one already
   */
  public void append(NetworkMeasurement measurement) throws IOException {
    networks.append(measurement);
  }

  /** Replaces the circumstances in {@code profile.json}. */
  public void record(Circumstances circumstances) throws IOException {
    new ProfileFile(existing.space(), existing.identity(), circumstances)
        .write(folder.resolve(ProfileFile.NAME));
  }

  @Override
  public void close() throws IOException {
    try (operations) {
      networks.close();
    }
  }
}
