package io.edgenas.images;

import io.edgenas.base.input.BadInputException;

/** An image that cannot be used: damaged, cut off, too large, of another format or none at all. */
public final class UnreadableImageException extends BadInputException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnreadableImageException(String name, String reason, Throwable cause) {
    super(
        name
            + " cannot be read as an image: "
            + reason
            + "; give JPEG, PNG, BMP or WebP files, or remove it",
        cause);
    this.reason = reason;
  }

  /** Why, without the name: for lists. */
  public String reason() {
    return reason;
  }
}
