package io.edgenas.supernet.policy;

import io.edgenas.base.input.Document;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a phase has open, for each dimension of a space. */
public record Openings(
    Opening kernels, Opening depths, Opening expands, Opening widths, Opening resolutions) {

  /** Reads the keys of a phase that are openings; a missing one is {@code max}, resolutions all. */
  static Openings read(Document phase) {
    return new Openings(
        read(phase, "kernels", Opening.MAX),
        read(phase, "depths", Opening.MAX),
        read(phase, "expands", Opening.MAX),
        read(phase, "widths", Opening.MAX),
        read(phase, "resolutions", Opening.ALL));
  }

  /** Whether only the largest subnet is open, at whatever resolutions. */
  boolean onlyLargest() {
    return kernels.equals(Opening.MAX)
        && depths.equals(Opening.MAX)
        && expands.equals(Opening.MAX)
        && widths.equals(Opening.MAX);
  }

  private static Opening read(Document phase, String key, Opening otherwise) {
    return phase.optional(key).map(Opening::read).orElse(otherwise);
  }

  /**
   * The space that holds only the open choices. Its architectures leave out a width that it fixes:
   * {@link PhaseSampler} gives them their form in the full space.
   *
   * @param resolutions those the task uses, ascending
   */
  MbConvSpace restrict(MbConvSpace space, List<Integer> resolutions) {
    List<StageSpec> stages = space.stages().stream().map(this::restrict).toList();
    return new MbConvSpace(
        space.name(),
        space.stem(),
        space.firstBlock(),
        stages,
        space.head(),
        this.resolutions.of(resolutions));
  }

  private StageSpec restrict(StageSpec stage) {
    return new StageSpec(
        widths.of(stage.widths()),
        depths.of(stage.depths()),
        kernels.of(stage.kernels()),
        expands.of(stage.expands()),
        stage.stride(),
        stage.activation(),
        stage.squeezeExcite());
  }

  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kernels", kernels.toString());
    json.put("depths", depths.toString());
    json.put("expands", expands.toString());
    json.put("widths", widths.toString());
    json.put("resolutions", resolutions.toString());
    return json;
  }
}
