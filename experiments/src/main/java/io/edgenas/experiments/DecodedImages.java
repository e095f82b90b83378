package io.edgenas.experiments;

import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import io.edgenas.images.format.ImageDecoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What EdgeNAS decodes image files to, for comparing it with other decoders: each image as a Netpbm
 * file (P5 grey, P6 RGB), each refusal as a text.
 *
 * <p>{@code java -cp 'experiments/target/classes:cli/target/lib/*'
 * io.edgenas.experiments.DecodedImages FOLDER OUT}; {@code scripts/compare-decoders} does it all.
 */
final class DecodedImages {
  private DecodedImages() {}

  /**
   * @param args the folder of files to decode, and the existing one for the results: {@code
   *     NAME.pnm}, or {@code NAME.refused} with the reason
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Path.of(args[1]));
  }

  static void write(Path folder, Path out) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        try {
          writePnm(ImageDecoder.decode(file), out.resolve(name + ".pnm"));
        } catch (UnreadableImageException e) {
          Files.writeString(out.resolve(name + ".refused"), e.reason());
        }
      }
    }
  }

  private static void writePnm(Image image, Path file) throws IOException {
    String header =
        "P" + (image.channels() == 1 ? 5 : 6) + " " + image.width() + " " + image.height();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write((header + " 255\n").getBytes(StandardCharsets.US_ASCII));
      out.write(image.toBytes());
    }
  }
}
