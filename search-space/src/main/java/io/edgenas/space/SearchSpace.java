package io.edgenas.space;

import io.edgenas.base.output.Json;
import io.edgenas.base.output.Sha256;
import io.edgenas.network.Arch;
import io.edgenas.network.Network;
import io.edgenas.operation.Operation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * A search space says which architectures there are, and which network comes of each. Spaces of one
 * form are a family: see {@link SpaceFamily}. Number of classes and image channels stay open: they
 * belong to the {@link Task}.
 */
public interface SearchSpace extends DecisionSpace {
  /** Newest version of the format of spaces that this code reads, and the one it writes. */
  int SCHEMA = 1;

  /** The name of the family, as in a space's file. */
  String family();

  @Override
  SearchSpace withResolutions(List<Integer> ascending);

  /**
   * Turns an architecture into layers with all shapes resolved.
   *
   * @throws io.edgenas.base.input.BadInputException if the space does not allow the architecture
   */
  Network lower(Task task, Arch arch);

  /**
   * Architectures that together have every operation of the space at a resolution. Those worth
   * measuring first come first.
   *
   * @throws io.edgenas.base.input.BadInputException if the space does not have the resolution, or
   *     so many operations that listing them is out of reach
   */
  List<Arch> covering(int resolution);

  /**
   * The distinct operations of all networks at a resolution.
   *
   * @throws io.edgenas.base.input.BadInputException as {@link #covering}
   */
  default Set<Operation> operations(Task task, int resolution) {
    Set<Operation> operations = new LinkedHashSet<>();
    for (Arch arch : covering(resolution)) {
      operations.addAll(lower(task, arch).operations());
    }
    return operations;
  }

  /** The most distinct operations that stages have at one resolution, counted without listing. */
  long mostOperations();

  /**
   * Counts the multiply-accumulates of the stages, without stem and head: what does not depend on
   * the task. The function remembers parts, and may be used by several threads.
   */
  ToLongFunction<Arch> stageMacs();

  /** What may be chosen, for people: a line for each part. */
  List<String> details();

  /** Everything that decides which networks the space allows, as in a file: all but the name. */
  Map<String, Object> canonicalForm();

  /** The space as a JSON object that {@code SpaceFile.read} reads back to an equal value. */
  default Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("name", name());
    json.putAll(canonicalForm());
    return json;
  }

  /** SHA-256 of the canonical form: two spaces that allow the same networks have the same. */
  default String fingerprint() {
    return Sha256.of(Json.line(canonicalForm()));
  }
}
