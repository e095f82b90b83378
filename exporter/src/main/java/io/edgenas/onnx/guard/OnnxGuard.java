package io.edgenas.onnx.guard;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.onnx.guard.form.Limits;
import io.edgenas.onnx.guard.form.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Reads strangers' ONNX files, before any native code sees them, and lets pass only what a
 * feed-forward network needs: for every operator the inputs, attributes, types and ranks that are
 * known to be safe, constants whose shape and data agree, and no more work and memory than {@link
 * Limits} allow. Data in other files, foreign domains, functions and sub-graphs are refused.
 *
 * <p>What passes is small enough to be loaded and run. Whether it is a good network is for ONNX
 * Runtime to say.
 */
public final class OnnxGuard {
  /** Largest file read, in bytes. */
  public static final int MAX_BYTES = Limits.FILE_BYTES;

  private OnnxGuard() {}

  /**
   * Reads and checks a file; run the bytes returned rather than the file, which may change.
   *
   * @throws BadInputException if it is missing, no regular file, too large or refused, naming file
   *     and reason
   */
  public static byte[] read(Path file) {
    byte[] bytes = InputFile.bytes(file, MAX_BYTES);
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

  /**
   * Checks a file in memory that this process emitted: its form, but not what a run costs, because
   * the user chose batch and size.
   *
   * @param source what messages call the file
   * @throws BadInputException if it is refused, naming source and reason
   */
  public static void checkOwn(byte[] onnx, String source) {
    checked(onnx, source, false);
  }

  /** Checks a file in memory and gives what is in it. */
  public static ModelProto checked(byte[] onnx, String source) {
    return checked(onnx, source, true);
  }

  private static ModelProto checked(byte[] onnx, String source, boolean bounded) {
    String name = Check.shown(source);
    if (onnx.length > MAX_BYTES) {
      throw refused(name, "it has " + onnx.length + " bytes, at most " + MAX_BYTES + " are read");
    }
    try {
      return ModelCheck.check(onnx, bounded);
    } catch (InvalidProtocolBufferException e) {
      throw new BadInputException(
          name + " is not an ONNX file, or is damaged: give a file made by an exporter", e);
    } catch (IOException e) {
      throw new BadInputException(
          name + " is not an ONNX file that is read here: " + e.getMessage(), e);
    } catch (Refusal e) {
      throw refused(name, e.getMessage());
    }
  }

  private static BadInputException refused(String source, String reason) {
    return new BadInputException(source + " is refused: " + reason);
  }
}
