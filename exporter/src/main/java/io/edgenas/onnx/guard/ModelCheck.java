package io.edgenas.onnx.guard;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.edgenas.base.input.Check;
import io.edgenas.onnx.guard.form.Limits;
import io.edgenas.onnx.guard.form.Refusal;
import io.edgenas.onnx.guard.form.Work;
import java.io.IOException;
import java.util.Set;

/** Checks a whole file in memory. */
public final class ModelCheck {
  private static final int OLDEST_IR_VERSION = 3;
  private static final int NEWEST_IR_VERSION = 10;
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  private ModelCheck() {}

  /**
   * Checks a file.
   *
   * @param bounded whether what a run costs must be within {@link Limits}
   * @return what is in it
   * @throws InvalidProtocolBufferException if it is not an ONNX file or is damaged
   * @throws IOException if it holds more than is read; the message is for a person
   * @throws Refusal if a part of it is not allowed
   */
  public static ModelProto check(byte[] onnx, boolean bounded) throws IOException, Refusal {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(onnx);
    WireScan.scan(bytes);
    CodedInputStream in = bytes.newCodedInput();
    in.enableAliasing(true);
    ModelProto model = ModelProto.parseFrom(in);
    GraphCheck.check(model.getGraph(), opset(model), new Work(bounded));
    return model;
  }

  private static int opset(ModelProto model) throws Refusal {
    long version = model.getIrVersion();
    if (version < OLDEST_IR_VERSION || version > NEWEST_IR_VERSION || !model.hasGraph()) {
      throw new Refusal(
          "IR version %d with%s graph; versions %d to %d with a graph are read"
              .formatted(
                  version,
                  model.hasGraph() ? " a" : "out a",
                  OLDEST_IR_VERSION,
                  NEWEST_IR_VERSION));
    }
    if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
      throw new Refusal("functions or training information, only a graph is allowed");
    }
    for (OperatorSetIdProto operators : model.getOpsetImportList()) {
      requireDomain(operators.getDomain());
    }
    if (model.getOpsetImportCount() != 1) {
      throw new Refusal(model.getOpsetImportCount() + " operator sets, one is needed");
    }
    long opset = model.getOpsetImport(0).getVersion();
    if (opset < Limits.OLDEST_OPSET || opset > Limits.NEWEST_OPSET) {
      throw new Refusal(
          "operator set %d, only %d to %d are read"
              .formatted(opset, Limits.OLDEST_OPSET, Limits.NEWEST_OPSET));
    }
    return (int) opset;
  }

  /** Refuses operators that are not the standard's. */
  static void requireDomain(String domain) throws Refusal {
    if (!DOMAINS.contains(domain)) {
      throw new Refusal(
          "operators of the domain '" + Check.shown(domain) + "', only ai.onnx is allowed");
    }
  }
}
