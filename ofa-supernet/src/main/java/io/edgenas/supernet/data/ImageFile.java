package io.edgenas.supernet.data;

import io.edgenas.images.ImageDecoder;
import io.edgenas.images.ImageHeader;
import io.edgenas.images.UnreadableImageException;
import io.edgenas.input.BadInputException;
import io.edgenas.input.Check;
import io.edgenas.output.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of an image folder.
 *
 * @param sha256 of its bytes
 * @param label index of its class
 * @param header empty where the file is no image that can be used
 * @param reason why not; empty where there is a header
 */
record ImageFile(
    Path path,
    String sha256,
    int label,
    Split split,
    Optional<ImageHeader> header,
    Optional<String> reason) {

  /**
   * Reads a file and looks at its header.
   *
   * @param split empty where the content decides
   */
  static ImageFile read(Path path, int label, Optional<Split> split) throws IOException {
    if (!Files.isReadable(path)) {
      // What it holds is unknown, so it is told from others by its name.
      return refused(path, Sha256.of(path.toString()), label, split, "reading it is not permitted");
    }
    if (Files.size(path) > ImageDecoder.MAX_BYTES) {
      String reason = "it has more than " + ImageDecoder.MAX_BYTES + " bytes";
      return refused(path, Sha256.of(path), label, split, reason);
    }
    byte[] bytes = ImageDecoder.read(path);
    String sha256 = Sha256.of(bytes);
    try {
      ImageHeader header = ImageDecoder.header(path.toString(), bytes);
      return new ImageFile(
          path, sha256, label, part(split, sha256), Optional.of(header), Optional.empty());
    } catch (UnreadableImageException e) {
      return refused(path, sha256, label, split, e.reason());
    }
  }

  private static ImageFile refused(
      Path path, String sha256, int label, Optional<Split> split, String reason) {
    return new ImageFile(
        path,
        sha256,
        label,
        part(split, sha256),
        Optional.empty(),
        Optional.of(Check.shown(reason)));
  }

  private static Split part(Optional<Split> split, String sha256) {
    return split.orElse(Split.ofHash(sha256));
  }

  /** Decodes the image to find out why that is not possible. */
  String whyUnreadable() {
    if (reason.isPresent()) {
      return reason.get();
    }
    try {
      ImageDecoder.decode(path);
      return "it has changed since it was read first";
    } catch (UnreadableImageException e) {
      return Check.shown(e.reason());
    } catch (BadInputException e) {
      return Check.shown(e.getMessage());
    }
  }

  /** Whether its name promises another format than its content is of. */
  boolean misnamed() {
    String name = path.getFileName().toString();
    return header.isPresent() && !header.get().format().fitsName(name);
  }
}
