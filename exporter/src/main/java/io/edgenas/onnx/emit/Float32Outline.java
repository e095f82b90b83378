package io.edgenas.onnx.emit;

import static io.edgenas.onnx.emit.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedOutputStream;
import io.edgenas.network.Layer;
import io.edgenas.network.Network;
import io.edgenas.operation.FeatureShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the file that {@link Float32Emitter} writes of a network will be, without writing it: its
 * size, and the memory that its activations take. Both are exact: the nodes are those of the file,
 * made by the same code, only without weights. A layer that many networks share is looked at once.
 * Safe for several threads.
 */
public final class Float32Outline {
  /** A layer with the names that its nodes are written with. */
  private record Place(Layer layer, List<String> inputs, String name) {}

  private final Map<Place, LayerOutline> known = new ConcurrentHashMap<>();

  /**
   * The size of the file in bytes: the length of what {@link Float32Emitter#network} gives for the
   * same network and options, whatever the weights are.
   */
  public long fileBytes(Network network, EmitOptions options) {
    GraphBuilder frame = new GraphBuilder(network.arch().toString(), options.batch());
    FeatureShape image = network.input();
    frame.input(OnnxFile.NETWORK_INPUT, List.of(image.channels(), image.height(), image.width()));
    List<LayerOutline> layers = layers(network, options.softmax() ? "" : OnnxFile.SCORES);
    String output = layers.get(layers.size() - 1).output();
    if (options.softmax()) {
      String scores = frame.node("Softmax", "softmax", List.of(output), attribute("axis", 1));
      output = OnnxFile.PROBABILITIES;
      frame.rename(scores, output);
    }
    frame.output(output, List.of(network.classes()));
    ModelProto model = frame.model(options.metadata());
    int frameBytes = model.getGraph().getSerializedSize();
    long graphBytes = frameBytes + layers.stream().mapToLong(LayerOutline::fileBytes).sum();
    return model.getSerializedSize() - withLength(frameBytes) + withLength(graphBytes);
  }

  /** A message of that size with its length before it; the tag is the same whatever the size. */
  private static long withLength(long bytes) {
    return CodedOutputStream.computeUInt64SizeNoTag(bytes) + bytes;
  }

  /**
   * The peak of the memory that activations take in a run with one image, in bytes: the most that
   * all values together take which are there at the same time, when the nodes run one after the
   * other in the order of the file.
   *
   * <p>What counts: the image, the scores, and everything that a node gives, four bytes a value.
   * The image is there from the beginning; what a node gives is there from when the node runs. Each
   * value stays until the last node that takes it has run, the scores to the end. So while a node
   * runs, all that it takes and what it gives are there. Nothing is computed in place and no nodes
   * are fused; a runtime that does either needs less. Weights and a runtime's own working memory do
   * not count.
   */
  public long peakBytes(Network network) {
    return Liveness.peakBytes(network, layers(network, ""));
  }

  /**
   * @param scores the name of the last value in the file; empty for the layer's own
   */
  private List<LayerOutline> layers(Network network, String scores) {
    List<LayerOutline> outlines = new ArrayList<>();
    int last = network.layers().size() - 1;
    for (int i = 0; i <= last; i++) {
      List<String> inputs =
          i == 0
              ? List.of(OnnxFile.NETWORK_INPUT)
              : network.inputs().get(i).stream().map(from -> outlines.get(from).output()).toList();
      Place place = new Place(network.layers().get(i), inputs, i == last ? scores : "");
      outlines.add(
          known.computeIfAbsent(
              place, each -> LayerOutline.of(each.layer(), each.inputs(), each.name())));
    }
    return outlines;
  }
}
