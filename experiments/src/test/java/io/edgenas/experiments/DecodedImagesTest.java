package io.edgenas.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodedImagesTest {
  @Test
  void writesAPnmForEachImageAndTheReasonOfEachRefusal(@TempDir Path temp) throws IOException {
    Path files = Files.createDirectory(temp.resolve("files"));
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 0, 0x0a141e);
    ImageIO.write(picture, "png", files.resolve("a.png").toFile());
    Files.writeString(files.resolve("b.gif"), "GIF89a");
    Path out = Files.createDirectory(temp.resolve("out"));
    DecodedImages.write(files, out);
    byte[] header = "P6 2 1 255\n".getBytes(StandardCharsets.US_ASCII);
    byte[] expected = Arrays.copyOf(header, header.length + 6);
    System.arraycopy(new byte[] {10, 20, 30}, 0, expected, header.length + 3, 3);
    assertArrayEquals(expected, Files.readAllBytes(out.resolve("a.png.pnm")));
    assertTrue(Files.readString(out.resolve("b.gif.refused")).contains("a GIF file"));
  }
}
