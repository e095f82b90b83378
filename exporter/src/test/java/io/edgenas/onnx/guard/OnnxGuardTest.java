package io.edgenas.onnx.guard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.edgenas.base.input.BadInputException;
import io.edgenas.fixtures.Reference;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.onnx.emit.Samples;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxGuardTest {
  private static final byte[] GOOD =
      new Float32Emitter().network(Samples.largest(), Samples.WEIGHTS, EmitOptions.DEFAULT);

  @TempDir Path folder;

  @Test
  void acceptsWhatIsEmitted() {
    assertDoesNotThrow(() -> OnnxGuard.check(GOOD, "good.onnx"));
  }

  @Test
  void acceptsThePublishedPredictor() {
    Path file = Reference.folder("ofa-note10").resolve("accuracy_predictor.onnx");
    assertDoesNotThrow(() -> OnnxGuard.read(file));
  }

  @Test
  void refusesWhatIsNotOnnx() {
    for (String text : new String[] {"", "hello, this is a text", "\u0089PNG\r\n", "{}"}) {
      assertRefused(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void refusesAMissingFileAFolderAndAnAbsurdSize() throws IOException {
    assertMessage(() -> OnnxGuard.read(folder.resolve("none.onnx")), "none.onnx", "does not exist");
    assertMessage(() -> OnnxGuard.read(folder), folder.toString(), "is a folder");
    Path huge = folder.resolve("huge.onnx");
    try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(OnnxGuard.MAX_BYTES + 1L);
    }
    assertMessage(() -> OnnxGuard.read(huge), "huge.onnx", "bytes");
  }

  @Test
  void refusesAPipeAndADevice() throws Exception {
    Path pipe = folder.resolve("pipe.onnx");
    assumeTrue(
        Files.exists(Path.of("/dev/zero"))
            && new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "no pipes here");
    assertMessage(() -> OnnxGuard.read(pipe), "pipe.onnx", "regular file");
    assertMessage(() -> OnnxGuard.read(Path.of("/dev/zero")), "/dev/zero", "regular file");
  }

  @Test
  void namesFromFilesCannotSteerATerminal() {
    byte[] onnx = node(n -> n.setName("a\u001b[2Jb\u0007").setOpType("Evil\u009b31m\u202e"));
    BadInputException e =
        assertThrows(BadInputException.class, () -> OnnxGuard.check(onnx, "x\u001b.onnx"));
    assertTrue(
        e.getMessage().contains("Evil\\u009b31m\\u202e 'a\\u001b[2Jb\\u0007'"), e.getMessage());
    assertTrue(e.getMessage().startsWith("x\\u001b.onnx"), e.getMessage());
  }

  @Test
  void refusesTruncations() {
    for (int length = 1; length < GOOD.length; length += 997) {
      byte[] cut = Arrays.copyOf(GOOD, length);
      assertRefused(cut);
    }
  }

  @Test
  void refusesExternalData() {
    StringStringEntryProto location =
        StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd").build();
    assertRefused(
        tensor(t -> t.setDataLocation(TensorProto.DataLocation.EXTERNAL)), "another file");
    assertRefused(tensor(t -> t.addExternalData(location)), "another file");
  }

  @Test
  void refusesATensorWhoseDataDisagreesWithItsShape() {
    assertRefused(tensor(t -> t.setDims(0, t.getDims(0) + 1)), "bytes");
    assertRefused(tensor(t -> t.setRawData(ByteString.EMPTY)), "0 bytes");
    assertRefused(tensor(t -> t.setDims(0, -1)), "a dimension of -1");
    assertRefused(tensor(t -> t.setDims(0, 1L << 62).setDims(1, 1L << 62)), "too large");
    assertRefused(tensor(t -> t.addFloatData(1)), "bytes");
  }

  @Test
  void refusesATypeThatIsNoNumber() {
    assertRefused(tensor(t -> t.setDataType(TensorProto.DataType.STRING_VALUE)), "type STRING");
    assertRefused(tensor(t -> t.setDataType(99)), "type 99");
  }

  @Test
  void refusesForeignOperators() {
    assertRefused(
        model(m -> m.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("com.evil"))),
        "com.evil");
    assertRefused(node(n -> n.setDomain("com.microsoft")), "com.microsoft");
    assertRefused(node(n -> n.setOpType("Loop")), "Loop");
    assertRefused(node(n -> n.setOpType("ConstantOfShape")), "ConstantOfShape");
  }

  @Test
  void refusesSubgraphsAndFunctions() {
    AttributeProto body =
        AttributeProto.newBuilder()
            .setName("body")
            .setType(AttributeProto.AttributeType.GRAPH)
            .setG(GraphProto.getDefaultInstance())
            .build();
    assertRefused(node(n -> n.addAttribute(body)), "GRAPH");
    AttributeProto hidden =
        body.toBuilder().setType(AttributeProto.AttributeType.INT).setI(1).build();
    assertRefused(node(n -> n.addAttribute(hidden)), "'body'", "holds a graph");
    assertRefused(model(m -> m.addFunctions(FunctionProto.newBuilder().setName("f"))), "functions");
  }

  @Test
  void refusesMessagesNestedWithoutEnd() {
    GraphProto graph = GraphProto.getDefaultInstance();
    for (int i = 0; i < 30; i++) {
      AttributeProto attribute = AttributeProto.newBuilder().setName("g").setG(graph).build();
      graph =
          GraphProto.newBuilder().addNode(NodeProto.newBuilder().addAttribute(attribute)).build();
    }
    byte[] bomb = ModelProto.newBuilder().setIrVersion(7).setGraph(graph).build().toByteArray();
    assertRefused(bomb, "nested");
  }

  @Test
  void refusesMillionsOfEmptyNodesWithoutMakingThem() {
    // 12 MB of two-byte nodes would be over a gigabyte of objects.
    byte[] graph = new byte[12_000_000];
    for (int i = 0; i < graph.length; i += 2) {
      graph[i] = 0x0a;
    }
    ByteString bomb = ByteString.fromHex("3a80b6dc05").concat(ByteString.copyFrom(graph));
    assertRefused(bomb.toByteArray(), "items");
  }

  @Test
  void refusesFieldsThatTheSchemaDoesNotHave() {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();
    assertRefused(node(n -> n.setUnknownFields(unknown)), "field 77 of NodeProto");
  }

  @Test
  void refusesAGraphWithoutInputOrOutput() {
    assertRefused(graph(GraphProto.Builder::clearInput), "no input");
    assertRefused(graph(GraphProto.Builder::clearOutput), "no output");
    assertRefused(graph(GraphProto.Builder::clearNode), "0 nodes");
    assertRefused(model(ModelProto.Builder::clearGraph), "without a graph");
  }

  @Test
  void refusesValuesThatDoNotFit() {
    AttributeProto pads =
        AttributeProto.newBuilder()
            .setName("pads")
            .setType(AttributeProto.AttributeType.INTS)
            .addAllInts(Collections.nCopies(4, 3L))
            .build();
    assertRefused(node(n -> n.setAttribute(indexOf(n, "pads"), pads)), "pads [3, 3, 3, 3]");
    AttributeProto strides =
        pads.toBuilder().setName("strides").clearInts().addInts(0).addInts(0).build();
    assertRefused(node(n -> n.setAttribute(indexOf(n, "strides"), strides)), "strides 0");
  }

  @Test
  void refusesValuesUsedBeforeTheyExist() {
    assertRefused(node(n -> n.setInput(0, "later")), "'later'", "before");
    assertRefused(node(n -> n.setOutput(0, "image")), "'image'", "twice");
  }

  private static int indexOf(NodeProto.Builder node, String attribute) {
    for (int i = 0; i < node.getAttributeCount(); i++) {
      if (node.getAttribute(i).getName().equals(attribute)) {
        return i;
      }
    }
    throw new IllegalArgumentException(attribute);
  }

  private static byte[] model(Consumer<ModelProto.Builder> change) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(GOOD).toBuilder();
      change.accept(model);
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] graph(Consumer<GraphProto.Builder> change) {
    return model(m -> change.accept(m.getGraphBuilder()));
  }

  /** The stem's convolution changed. */
  private static byte[] node(Consumer<NodeProto.Builder> change) {
    return graph(g -> change.accept(g.getNodeBuilder(0)));
  }

  /** The stem's weight changed. */
  private static byte[] tensor(Consumer<TensorProto.Builder> change) {
    return graph(g -> change.accept(g.getInitializerBuilder(0)));
  }

  private static void assertRefused(byte[] onnx, String... parts) {
    assertMessage(() -> OnnxGuard.check(onnx, "file.onnx"), parts);
    assertMessage(() -> OnnxGuard.check(onnx, "file.onnx"), "file.onnx");
  }

  private static void assertMessage(Runnable action, String... parts) {
    BadInputException e = assertThrows(BadInputException.class, action::run);
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }
}
