package io.edgenas.profiler.command.table;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.Document;
import io.edgenas.base.input.InputFile;
import io.edgenas.network.Arch;
import io.edgenas.operation.Activation;
import io.edgenas.operation.Channels;
import io.edgenas.space.mbconv.ArchSpec;
import io.edgenas.space.mbconv.BlockChoice;
import io.edgenas.space.mbconv.FirstBlockSpec;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.StageChoice;
import io.edgenas.space.mbconv.StageSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The networks that once-for-all publishes: {@code net.config}, a JSON object that describes each
 * layer, and beside it {@code run.config}, which holds the resolution as {@code image_size}.
 *
 * <p>Everything that a space fixes has to be as in the space; what is not is refused naming the
 * layer, its value and what the space has.
 */
public final class NetConfigFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_BLOCKS = 200;
  private static final int MAX_NUMBER = 100_000;
  private static final String RUN_CONFIG = "run.config";
  private static final String FAMILY = "MobileNetV3";
  private static final Map<String, Activation> ACTIVATIONS =
      Map.of("relu", Activation.RELU, "h_swish", Activation.HSWISH);

  private final MbConvSpace space;

  private NetConfigFile(MbConvSpace space) {
    this.space = space;
  }

  /** An inverted bottleneck as the file has it. */
  private record Block(
      Document at, int in, int out, int kernel, int stride, Optional<Integer> expand, int middle) {
    /** Whether it can only be the first of a stage. */
    boolean begins() {
      return stride != 1 || in != out;
    }
  }

  /**
   * Reads a file.
   *
   * @param resolution of the network; empty: that of {@code run.config} beside it
   * @throws BadInputException naming file, line and field of what is not a network of the space, or
   *     if nothing says the resolution
   */
  public static Arch read(Path file, MbConvSpace space, Optional<Integer> resolution) {
    Document net = document(file);
    List<StageChoice> stages = new NetConfigFile(space).stages(net);
    return net.make(() -> space.check(new ArchSpec(resolution(file, resolution), stages)));
  }

  private static Document document(Path file) {
    return Document.parse(InputFile.bytes(file, MAX_BYTES), file.toString());
  }

  private static int resolution(Path file, Optional<Integer> given) {
    if (given.isPresent()) {
      return given.get();
    }
    Path run = file.resolveSibling(RUN_CONFIG);
    if (!Files.exists(run)) {
      throw new BadInputException(
          "the file does not say the resolution, and no "
              + RUN_CONFIG
              + " with image_size lies beside it: fetch that too, or give --resolution to `import"
              + " architecture`");
    }
    return document(run).required("image_size").integer(1, MAX_NUMBER);
  }

  private List<StageChoice> stages(Document net) {
    String family = net.required("name").text();
    if (!family.endsWith(FAMILY)) {
      throw net.required("name")
          .error(
              "'"
                  + Check.shown(family)
                  + "' is not a family of networks that is read: "
                  + FAMILY
                  + " is");
    }
    int width = stem(net.required("first_conv"));
    List<Block> blocks = new ArrayList<>();
    List<Document> all = net.required("blocks").list(MAX_BLOCKS);
    int first = 0;
    if (space.firstBlock().isPresent()) {
      if (all.isEmpty()) {
        throw net.required("blocks")
            .error("is empty: space " + space.name() + " has a first block");
      }
      width = firstBlock(all.get(0), space.firstBlock().get(), width);
      first = 1;
    }
    for (Document block : all.subList(first, all.size())) {
      Optional<Block> read = block(block, width);
      if (read.isPresent()) {
        blocks.add(read.get());
        width = read.get().out;
      }
    }
    List<StageChoice> stages = stages(net.required("blocks"), blocks);
    head(net, width);
    return stages;
  }

  private int stem(Document conv) {
    convolution(conv);
    same(conv, "kernel_size", space.stem().kernel());
    same(conv, "stride", space.stem().stride());
    same(conv, "out_channels", space.stem().width());
    same(conv, "use_bn", true);
    activation(conv, space.stem().activation());
    return space.stem().width();
  }

  private void head(Document net, int width) {
    Document expand = net.required("final_expand_layer");
    convolution(expand);
    same(expand, "kernel_size", 1);
    same(expand, "in_channels", width);
    same(expand, "out_channels", space.head().expandWidth());
    same(expand, "use_bn", true);
    activation(expand, space.head().activation());
    Optional<Document> mix = net.optional("feature_mix_layer");
    OptionalInt mixWidth = space.head().mixWidth();
    if (mix.isPresent() != mixWidth.isPresent()) {
      throw net.error(
          "feature_mix_layer is "
              + (mix.isPresent() ? "there" : "missing")
              + ": a network of space "
              + space.name()
              + (mixWidth.isPresent() ? " has one" : " has none"));
    }
    if (mix.isPresent()) {
      convolution(mix.get());
      same(mix.get(), "kernel_size", 1);
      same(mix.get(), "out_channels", mixWidth.getAsInt());
      same(mix.get(), "use_bn", false);
      activation(mix.get(), space.head().activation());
    }
  }

  /** What no convolution of a space has. */
  private void convolution(Document conv) {
    optionallySame(conv, "dilation", 1);
    optionallySame(conv, "groups", 1);
    optionallySame(conv, "bias", false);
    optionallySame(conv, "has_shuffle", false);
    optionallySame(conv, "use_se", false);
  }

  private int firstBlock(Document at, FirstBlockSpec spec, int width) {
    Document conv = inner(at).orElseThrow(() -> at.error("has no convolution"));
    same(conv, "in_channels", width);
    same(conv, "out_channels", spec.width());
    same(conv, "kernel_size", spec.kernel());
    same(conv, "stride", 1);
    same(conv, "expand_ratio", 1);
    optionallySame(conv, "mid_channels", width);
    same(conv, "use_se", false);
    activation(conv, spec.activation());
    shortcut(at, width == spec.width());
    return spec.width();
  }

  /** Older files call it {@code mobile_inverted_conv}; empty for a block that does nothing. */
  private static Optional<Document> inner(Document block) {
    Optional<Document> conv =
        block.optional("mobile_inverted_conv").or(() -> block.optional("conv"));
    return conv.filter(
        layer -> layer.optional("name").map(name -> !name.text().equals("ZeroLayer")).orElse(true));
  }

  /** Empty for a block that depth switched off. */
  private Optional<Block> block(Document at, int width) {
    Optional<Document> inner = inner(at);
    if (inner.isEmpty()) {
      return Optional.empty();
    }
    Document conv = inner.get();
    same(conv, "in_channels", width);
    int out = number(conv, "out_channels");
    int stride = number(conv, "stride");
    shortcut(at, stride == 1 && out == width);
    Optional<Integer> expand = conv.optional("expand_ratio").map(NetConfigFile::ratio);
    Optional<Integer> middle = conv.optional("mid_channels").map(d -> d.integer(1, MAX_NUMBER));
    if (expand.isEmpty() && middle.isEmpty()) {
      throw conv.error("has neither expand_ratio nor mid_channels");
    }
    optionallySame(conv, "groups", middle.orElse(0));
    return Optional.of(
        new Block(
            conv,
            width,
            out,
            number(conv, "kernel_size"),
            stride,
            expand,
            middle.orElseGet(() -> width * expand.get())));
  }

  private static int ratio(Document value) {
    double ratio = value.number(1, 64);
    if (ratio != Math.rint(ratio)) {
      throw value.error("value " + ratio + " is not allowed: a whole number");
    }
    return (int) ratio;
  }

  private void shortcut(Document block, boolean needed) {
    Optional<Document> shortcut =
        block
            .optional("shortcut")
            .filter(s -> s.optional("name").map(n -> !n.text().equals("ZeroLayer")).orElse(true));
    if (shortcut.isPresent() != needed) {
      throw block.error(
          (needed ? "has no shortcut" : "has a shortcut")
              + ": a block of a space has one exactly where its stride is 1 and its channels stay"
              + " the same");
    }
  }

  /** Stages begin where the stride is not 1 or the channels change. */
  private List<StageChoice> stages(Document at, List<Block> blocks) {
    List<List<Block>> groups = new ArrayList<>();
    for (Block block : blocks) {
      if (groups.isEmpty() || block.begins()) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(block);
    }
    if (groups.size() != space.stages().size()) {
      throw at.error(
          "are "
              + groups.size()
              + " stages (a stage begins where the stride is 2 or the channels change): space "
              + space.name()
              + " has "
              + space.stages().size());
    }
    List<StageChoice> stages = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      stages.add(stage(groups.get(i), space.stages().get(i), i + 1));
    }
    return stages;
  }

  private StageChoice stage(List<Block> blocks, StageSpec stage, int number) {
    Block first = blocks.get(0);
    if (!stage.widths().contains(first.out)) {
      throw notAllowed(first, "out_channels " + first.out, number, "one of " + stage.widths());
    }
    if (!stage.depths().contains(blocks.size())) {
      throw notAllowed(first, blocks.size() + " blocks", number, "one of " + stage.depths());
    }
    List<BlockChoice> choices = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      int stride = i == 0 ? stage.stride() : 1;
      if (block.stride != stride) {
        throw notAllowed(block, "stride " + block.stride, number, "" + stride);
      }
      same(block.at, "use_se", stage.squeezeExcite());
      activation(block.at, stage.activation());
      if (!stage.kernels().contains(block.kernel)) {
        throw notAllowed(block, "kernel_size " + block.kernel, number, "one of " + stage.kernels());
      }
      choices.add(new BlockChoice(block.kernel, expand(block, stage, number)));
    }
    return new StageChoice(
        stage.elasticWidth() ? OptionalInt.of(first.out) : OptionalInt.empty(), choices);
  }

  /** The ratio that gives the block's middle channels, and is the one stated if one is. */
  private int expand(Block block, StageSpec stage, int number) {
    return stage.expands().stream()
        .filter(expand -> Channels.middle(block.in, expand) == block.middle)
        .filter(expand -> block.expand.map(stated -> Objects.equals(stated, expand)).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                notAllowed(
                    block,
                    block.expand.map(stated -> "expand_ratio " + stated + " with ").orElse("")
                        + block.middle
                        + " middle channels",
                    number,
                    "one of the ratios "
                        + stage.expands()
                        + ", which make "
                        + stage.expands().stream()
                            .map(expand -> Channels.middle(block.in, expand))
                            .toList()
                        + " of "
                        + block.in));
  }

  private BadInputException notAllowed(Block block, String value, int stage, String allowed) {
    return block.at.error(
        value
            + " is not allowed in stage "
            + stage
            + " of space "
            + space.name()
            + ": it has "
            + allowed);
  }

  private void activation(Document layer, Activation wanted) {
    String found = layer.required("act_func").text();
    if (ACTIVATIONS.get(found) != wanted) {
      throw layer
          .required("act_func")
          .error(
              "'"
                  + Check.shown(found)
                  + "' is not allowed here: space "
                  + space.name()
                  + " has "
                  + wanted.text());
    }
  }

  private static int number(Document layer, String key) {
    return layer.required(key).integer(1, MAX_NUMBER);
  }

  private void same(Document layer, String key, int wanted) {
    int found = number(layer, key);
    if (found != wanted) {
      throw differs(layer, key, found, wanted);
    }
  }

  private void same(Document layer, String key, boolean wanted) {
    boolean found = layer.required(key).bool();
    if (found != wanted) {
      throw differs(layer, key, found, wanted);
    }
  }

  private void optionallySame(Document layer, String key, int wanted) {
    if (layer.optional(key).isPresent()) {
      same(layer, key, wanted);
    }
  }

  private void optionallySame(Document layer, String key, boolean wanted) {
    if (layer.optional(key).isPresent()) {
      same(layer, key, wanted);
    }
  }

  private BadInputException differs(Document layer, String key, Object found, Object wanted) {
    return layer
        .required(key)
        .error(found + " is not allowed here: space " + space.name() + " has " + wanted);
  }
}
