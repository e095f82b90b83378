package io.edgenas.space.mbconv;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.operation.Activation;
import io.edgenas.space.Limits;
import io.edgenas.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A space of stages of inverted bottlenecks as YAML or JSON; see {@code docs/formats.md}. */
final class MbConvFile {
  private MbConvFile() {}

  /**
   * Reads a space.
   *
   * @throws BadInputException naming file, line, field, value and what is allowed
   */
  static MbConvSpace read(Document document) {
    document.allowKeys(
        "schema", "family", "name", "stem", "first_block", "stages", "head", "resolutions");
    document.schema(SearchSpace.SCHEMA);
    List<StageSpec> stages = new ArrayList<>();
    for (Document stage : document.required("stages").list(Limits.MAX_STAGES)) {
      stages.add(readStage(stage));
    }
    Document name = document.required("name");
    return document.make(
        () ->
            new MbConvSpace(
                name.text(),
                readStem(document.required("stem")),
                document.optional("first_block").map(MbConvFile::readFirstBlock),
                stages,
                readHead(document.required("head")),
                document
                    .required("resolutions")
                    .integers(
                        Limits.MAX_RESOLUTIONS, Limits.MIN_RESOLUTION, Limits.MAX_RESOLUTION)));
  }

  private static StemSpec readStem(Document stem) {
    stem.allowKeys("width", "kernel", "stride", "activation");
    return stem.make(
        () ->
            new StemSpec(
                stem.required("width").integer(1, Limits.MAX_WIDTH),
                stem.required("kernel").integer(1, 11),
                stem.required("stride").integer(1, 2),
                stem.required("activation").oneOf(Activation.class)));
  }

  private static FirstBlockSpec readFirstBlock(Document block) {
    block.allowKeys("width", "kernel", "activation");
    return block.make(
        () ->
            new FirstBlockSpec(
                block.required("width").integer(1, Limits.MAX_WIDTH),
                block.required("kernel").integer(1, 11),
                block.required("activation").oneOf(Activation.class)));
  }

  private static StageSpec readStage(Document stage) {
    stage.allowKeys(
        "widths", "depths", "kernels", "expands", "stride", "activation", "squeeze_excite");
    return stage.make(
        () ->
            new StageSpec(
                stage.required("widths").integers(Limits.MAX_CHOICES, 1, Limits.MAX_WIDTH),
                stage.required("depths").integers(Limits.MAX_CHOICES, 1, Limits.MAX_DEPTH),
                stage.required("kernels").integers(Limits.MAX_CHOICES, 1, 11),
                stage.required("expands").integers(Limits.MAX_CHOICES, 1, Limits.MAX_EXPAND),
                stage.required("stride").integer(1, 2),
                stage.required("activation").oneOf(Activation.class),
                stage.required("squeeze_excite").bool()));
  }

  private static HeadSpec readHead(Document head) {
    head.allowKeys("expand_width", "mix_width", "activation");
    Optional<Document> mix = head.optional("mix_width");
    return head.make(
        () ->
            new HeadSpec(
                head.required("expand_width").integer(1, Limits.MAX_WIDTH),
                mix.isPresent()
                    ? OptionalInt.of(mix.get().integer(1, Limits.MAX_WIDTH))
                    : OptionalInt.empty(),
                head.required("activation").oneOf(Activation.class)));
  }

  /** Everything that decides which networks the space allows: all but the name. */
  static Map<String, Object> canonicalForm(MbConvSpace space) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "stem",
        fields(
            "width", space.stem().width(),
            "kernel", space.stem().kernel(),
            "stride", space.stem().stride(),
            "activation", space.stem().activation().text()));
    space
        .firstBlock()
        .ifPresent(
            block ->
                json.put(
                    "first_block",
                    fields(
                        "width", block.width(),
                        "kernel", block.kernel(),
                        "activation", block.activation().text())));
    json.put(
        "stages",
        space.stages().stream()
            .map(
                stage ->
                    fields(
                        "widths", stage.widths(),
                        "depths", stage.depths(),
                        "kernels", stage.kernels(),
                        "expands", stage.expands(),
                        "stride", stage.stride(),
                        "activation", stage.activation().text(),
                        "squeeze_excite", stage.squeezeExcite()))
            .toList());
    Map<String, Object> head = fields("expand_width", space.head().expandWidth());
    space.head().mixWidth().ifPresent(width -> head.put("mix_width", width));
    head.put("activation", space.head().activation().text());
    json.put("head", head);
    json.put("resolutions", space.resolutions());
    return json;
  }

  private static Map<String, Object> fields(Object... keysAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return fields;
  }
}
