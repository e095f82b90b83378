package io.edgenas.supernet.store;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.images.InputContract;
import io.edgenas.space.Task;
import io.edgenas.space.file.SpaceFile;
import io.edgenas.space.mbconv.MbConvSpace;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a supernet is: the content of {@code supernet.json}.
 *
 * @param space it was trained on, in full
 * @param task classes, channels and the resolutions used
 * @param input how images become its input, at the task's largest resolution; the same at others
 *     but for the size
 * @param origin of its weights
 */
public record SupernetDescription(
    MbConvSpace space, Task task, InputContract input, Origin origin, Provenance provenance) {

  /** Newest version of the format that this code reads, and the one it writes. */
  public static final int SCHEMA = 1;

  public SupernetDescription {
    for (int resolution : task.resolutions()) {
      Check.oneOf("task resolution", resolution, space.resolutions());
    }
    int largest = task.resolutions().get(task.resolutions().size() - 1);
    if (input.channels() != task.channels() || input.size() != largest) {
      throw new BadInputException(
          "input of "
              + input.channels()
              + " channels and size "
              + input.size()
              + " does not fit the task: it has "
              + task.channels()
              + " channels and largest resolution "
              + largest);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws BadInputException naming file, line and field
   */
  public static SupernetDescription read(Document document) {
    document.allowKeys(
        "schema",
        "space",
        "task",
        "input",
        "policy_sha256",
        "data_fingerprint",
        "initial",
        "imported",
        "provenance");
    document.schema(SCHEMA);
    MbConvSpace space = MbConvSpace.of(SpaceFile.read(document.required("space")), "a supernet");
    Task task = Task.read(document.required("task"));
    InputContract input = InputContract.fromJson(document.required("input"));
    Origin origin = Origin.read(document);
    Provenance provenance = Provenance.read(document.required("provenance"));
    try {
      return new SupernetDescription(space, task, input, origin, provenance);
    } catch (BadInputException e) {
      throw e.at(document.where());
    }
  }

  public Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("space", space.toJson());
    json.put("task", task.toJson());
    json.put("input", input.toJson());
    json.putAll(origin.toJson());
    json.put("provenance", provenance.toJson());
    return json;
  }

  /**
   * Makes sure that what made {@code wanted} may go on in this folder.
   *
   * @throws BadInputException naming the first difference
   */
  void requireSame(SupernetDescription wanted, String folder) {
    same(folder, "space", space.fingerprint(), wanted.space.fingerprint());
    same(folder, "task", task, wanted.task);
    same(folder, "input contract", input.toJson(), wanted.input.toJson());
    origin.facts().forEach((what, is) -> same(folder, what, is, wanted.origin.facts().get(what)));
    same(folder, "seed", provenance.seed(), wanted.provenance.seed());
  }

  private static void same(String folder, String what, Object found, Object wanted) {
    if (!found.equals(wanted)) {
      throw new BadInputException(
          folder
              + " holds a supernet with another "
              + what
              + " ("
              + Check.shown(found.toString())
              + ", now "
              + Check.shown(String.valueOf(wanted))
              + "): give the same again, or another folder");
    }
  }
}
