package io.edgenas.supernet.onceforall;

import io.edgenas.base.input.Document;
import io.edgenas.fixtures.Reference;
import io.edgenas.network.Arch;
import io.edgenas.space.mbconv.MbConvSpace;
import io.edgenas.space.mbconv.OfaVectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What once-for-all's own PyTorch code computed with a supernet that it trained: the reference for
 * imported supernets. The calling test is skipped where the reference is absent.
 */
final class Goldens {
  static final int RESOLUTION = 64;
  static final int IMAGES = 4;
  private static final String NAME = "ofa_mbv3_w0.25_fashion";

  private Goldens() {}

  /**
   * One subnet.
   *
   * @param logits {@code [4, 10]} on {@link #input}, with the running statistics
   * @param top1 on the first 1,000 test images, batch norm recalibrated on the first 2,000 training
   *     images in batches of 100
   */
  record Golden(
      Arch arch, long params, float[] logits, double top1WithoutRecalibration, double top1) {}

  static Path checkpoint() {
    return Reference.folder("ofa-supernet").resolve(NAME + ".pth");
  }

  static OnceForAllSupernet supernet() {
    return OnceForAllSupernet.read(
        checkpoint(), new ImportChoices(List.of(RESOLUTION), Optional.empty(), Optional.empty()));
  }

  /** The first four test images, {@code [4, 3, 64, 64]}. */
  static float[] input() {
    Path file = Reference.folder("ofa-supernet").resolve(NAME + "-input-4x3x64x64.f32");
    try {
      float[] input = new float[IMAGES * 3 * RESOLUTION * RESOLUTION];
      ByteBuffer.wrap(Files.readAllBytes(file))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(input);
      return input;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Golden> read(MbConvSpace space) {
    Path file = Reference.folder("ofa-supernet").resolve(NAME + "-goldens.json");
    return Document.read(file).required("subnets").list(100).stream()
        .map(subnet -> golden(subnet, space))
        .toList();
  }

  private static Golden golden(Document subnet, MbConvSpace space) {
    Document arch = subnet.required("arch");
    OfaVectors vectors =
        new OfaVectors(
            arch.required("ks").integers(20, 1, 7),
            arch.required("e").integers(20, 1, 6),
            arch.required("d").integers(5, 1, 4),
            RESOLUTION);
    List<Document> rows = subnet.required("logits").list(IMAGES);
    float[] logits = new float[IMAGES * 10];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) (double) rows.get(i / 10).numbers(10, -1e9, 1e9).get(i % 10);
    }
    return new Golden(
        vectors.toArch(space),
        subnet.required("params").integer64(1, Long.MAX_VALUE),
        logits,
        subnet.required("top1_first_1000_test_images_no_bn_recalibration").number(0, 1),
        subnet.required("top1_after_bn_recalibration").number(0, 1));
  }
}
