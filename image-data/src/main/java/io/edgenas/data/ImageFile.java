package io.edgenas.data;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.input.InputFile;
import io.edgenas.base.output.Sha256;
import io.edgenas.images.Image;
import io.edgenas.images.UnreadableImageException;
import io.edgenas.images.format.ImageDecoder;
import io.edgenas.images.format.ImageHeader;
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
 * @param claimed whether its name or its first bytes say that it is an image; what neither says is
 *     something else that lies there
 */
public record ImageFile(
    Path path,
    String sha256,
    int label,
    Split split,
    Optional<ImageHeader> header,
    Optional<String> reason,
    boolean claimed) {

  /**
   * Reads a file and looks at its header.
   *
   * @param split empty where the content decides
   */
  public static ImageFile read(Path path, int label, Optional<Split> split) {
    boolean named = FileClaim.ofName(path);
    // What it holds is unknown where it cannot be read, so it is told from others by its name.
    String unknown = Sha256.of(path.toString());
    if (!Files.isReadable(path)) {
      return refused(path, unknown, label, split, "reading it is not permitted", named);
    }
    byte[] bytes;
    try {
      if (InputFile.requireRegular(path).size() > ImageDecoder.MAX_BYTES) {
        String reason = "it has more than " + ImageDecoder.MAX_BYTES + " bytes";
        return refused(path, unknown, label, split, reason, named);
      }
      bytes = ImageDecoder.read(path);
    } catch (UnreadableImageException e) {
      return refused(path, unknown, label, split, e.reason(), named);
    } catch (BadInputException e) {
      return refused(path, unknown, label, split, e.getMessage(), named);
    }
    String sha256 = Sha256.of(bytes);
    try {
      ImageHeader header = ImageDecoder.header(path.toString(), bytes);
      return new ImageFile(
          path, sha256, label, part(split, sha256), Optional.of(header), Optional.empty(), true);
    } catch (UnreadableImageException e) {
      boolean claimed = named || FileClaim.ofContent(bytes);
      return refused(path, sha256, label, split, e.reason(), claimed);
    }
  }

  private static ImageFile refused(
      Path path, String sha256, int label, Optional<Split> split, String reason, boolean claimed) {
    return new ImageFile(
        path,
        sha256,
        label,
        part(split, sha256),
        Optional.empty(),
        Optional.of(Check.shown(reason)),
        claimed);
  }

  private static Split part(Optional<Split> split, String sha256) {
    return split.orElse(Split.ofHash(sha256));
  }

  /**
   * Reads the file again and decodes it.
   *
   * @throws BadInputException with the reason if that is not possible, or if it is no longer the
   *     same
   */
  public Image decode() {
    byte[] bytes = ImageDecoder.read(path);
    if (!Sha256.of(bytes).equals(sha256)) {
      throw new BadInputException("it has changed since it was read first");
    }
    return ImageDecoder.decode(path.toString(), bytes);
  }

  /** Decodes the image to find out why that is not possible. */
  public String whyUnreadable() {
    if (reason.isPresent()) {
      return reason.get();
    }
    try {
      decode();
      return "it has changed since it was read first";
    } catch (UnreadableImageException e) {
      return Check.shown(e.reason());
    } catch (BadInputException e) {
      return Check.shown(e.getMessage());
    }
  }

  /** Whether its name promises another format than its content is of. */
  public boolean misnamed() {
    String name = path.getFileName().toString();
    return header.isPresent() && !header.get().format().fitsName(name);
  }
}
