package io.edgenas.export;

/** t */
public final class OnnxGuard {
  private OnnxGuard() {}

  public static byte[] read(java.nio.file.Path file) {
    try {
      return java.nio.file.Files.readAllBytes(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public static void check(byte[] onnx, String source) {}
}
