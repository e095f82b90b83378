package io.edgenas.images;

/** A rectangle of pixels in an image. */
record Region(int x, int y, int width, int height) {

  static Region whole(Image image) {
    return new Region(0, 0, image.width(), image.height());
  }

  /** The largest square in the middle; of {@code d} surplus pixels floor(d/2) lie before it. */
  static Region centredSquare(Image image) {
    int side = Math.min(image.width(), image.height());
    return new Region((image.width() - side) / 2, (image.height() - side) / 2, side, side);
  }
}
