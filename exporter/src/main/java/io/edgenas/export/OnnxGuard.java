package io.edgenas.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Reads strangers' ONNX files, before any native code sees them, and refuses what a feed-forward
 * network does not need: data in other files, operators of foreign domains, functions and
 * sub-graphs, tensors whose shape and data disagree, values that would not fit into memory.
 *
 * <p>What passes is small enough to be loaded and run. Whether it is a good network is for ONNX
 * Runtime to say.
 */
public final class OnnxGuard {
  /** Largest file read, in bytes. */
  public static final int MAX_BYTES = 512 << 20;

  private static final int OLDEST_IR_VERSION = 3;
  private static final int NEWEST_IR_VERSION = 10;
  private static final Set<String> DOMAINS = Set.of("", "ai.onnx");

  private OnnxGuard() {}

  /**
   * Reads and checks a file; run the bytes returned rather than the file, which may change.
   *
   * @throws BadInputException if it is missing, too large or refused, naming file and reason
   */
  public static byte[] read(Path file) {
    byte[] bytes;
    try {
      if (!Files.isRegularFile(file) && Files.exists(file)) {
        throw new BadInputException(file + " is not a file: name an .onnx file");
      }
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new BadInputException(
            file + " has " + size + " bytes: at most " + MAX_BYTES + " are read");
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new BadInputException(file + " does not exist: check the path", e);
    } catch (IOException e) {
      throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
    }
    check(bytes, file.toString());
    return bytes;
  }

  /**
   * Checks a file in memory.
   *
   * @param source what messages call the file
   * @throws BadInputException if it is refused, naming source and reason
   */
  public static void check(byte[] onnx, String source) {
    checked(onnx, source);
  }

  /** Checks a file in memory and gives what is in it. */
  static ModelProto checked(byte[] onnx, String source) {
    if (onnx.length > MAX_BYTES) {
      throw refused(source, "it has " + onnx.length + " bytes, at most " + MAX_BYTES + " are read");
    }
    ModelProto model = parse(onnx, source);
    try {
      requireModel(model);
      GraphCheck.check(model.getGraph());
    } catch (Refusal e) {
      throw refused(source, e.getMessage());
    }
    return model;
  }

  private static ModelProto parse(byte[] onnx, String source) {
    ByteString bytes = UnsafeByteOperations.unsafeWrap(onnx);
    try {
      WireScan.scan(bytes);
      CodedInputStream in = bytes.newCodedInput();
      in.enableAliasing(true);
      return ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          source + " is not an ONNX file, or is damaged: give a file made by an exporter", e);
    } catch (IOException e) {
      throw new BadInputException(
          source + " is not an ONNX file that is read here: " + e.getMessage(), e);
    }
  }

  private static void requireModel(ModelProto model) throws Refusal {
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
    for (OperatorSetIdProto operators : model.getOpsetImportList()) {
      requireDomain(operators.getDomain());
    }
    if (model.getOpsetImportCount() != 1) {
      throw new Refusal(model.getOpsetImportCount() + " operator sets, one is needed");
    }
    if (model.getFunctionsCount() > 0 || model.getTrainingInfoCount() > 0) {
      throw new Refusal("functions or training information, only a graph is allowed");
    }
    GraphProto graph = model.getGraph();
    if (graph.getSparseInitializerCount() > 0) {
      throw new Refusal("sparse tensors, only dense ones are allowed");
    }
  }

  /** Refuses operators that are not the standard's. */
  static void requireDomain(String domain) throws Refusal {
    if (!DOMAINS.contains(domain)) {
      throw new Refusal(
          "operators of the domain '" + Check.shown(domain) + "', only ai.onnx is allowed");
    }
  }

  private static BadInputException refused(String source, String reason) {
    return new BadInputException(source + " is refused: " + reason);
  }

  /** Why a file is refused; never leaves this package. */
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }
}
