package io.edgenas.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ImageTest {
  @Test
  void isNotChangedThroughTheCallersArray() {
    byte[] samples = {1, 2, 3, 4, 5, 6};
    Image image = Image.of(2, 1, 3, samples);
    samples[0] = 99;
    assertEquals(1, image.sample(0, 0, 0));
  }

  @Test
  void isNotChangedThroughTheArrayItGives() {
    Image image = Image.of(2, 1, 1, new byte[] {1, 2});
    image.toBytes()[0] = 99;
    assertEquals(1, image.sample(0, 0, 0));
  }

  @Test
  void takesItsPartOfALargerArray() {
    Image image = Image.of(2, 2, 1, new byte[] {9, 9, 1, 2, 3, 4, 9}, 2);
    assertArrayEquals(new byte[] {1, 2, 3, 4}, image.toBytes());
    assertThrows(IllegalArgumentException.class, () -> Image.of(2, 2, 1, new byte[7], 4));
  }

  @Test
  void readsSamplesAsUnsignedByColumnRowChannel() {
    Image image = Image.of(1, 2, 3, new byte[] {0, 1, 2, 3, 4, (byte) 200});
    assertEquals(200, image.sample(0, 1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> image.sample(1, 0, 0));
  }

  @Test
  void repeatsGreyInThreeChannels() {
    Image rgb = Image.of(2, 1, 1, new byte[] {7, 8}).withChannels(3);
    assertEquals(Image.of(2, 1, 3, new byte[] {7, 7, 7, 8, 8, 8}), rgb);
  }

  @Test
  void reducesColourToLuma() {
    Image rgb = Image.of(3, 1, 3, new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1});
    // 0.299, 0.587 and 0.114 of 255
    assertEquals(Image.of(3, 1, 1, new byte[] {76, (byte) 150, 29}), rgb.withChannels(1));
  }

  @Test
  void keepsGreyThroughThreeChannelsAndBack() {
    byte[] all = new byte[256];
    for (int i = 0; i < 256; i++) {
      all[i] = (byte) i;
    }
    Image grey = Image.of(16, 16, 1, all);
    assertEquals(grey, grey.withChannels(3).withChannels(1));
  }

  @Test
  void equalsAnotherOfTheSameSamplesAndShape() {
    byte[] samples = {1, 2, 3, 4, 5, 6};
    assertEquals(Image.of(2, 1, 3, samples), Image.of(2, 1, 3, samples));
    assertEquals(Image.of(2, 1, 3, samples).hashCode(), Image.of(2, 1, 3, samples).hashCode());
    assertNotEquals(Image.of(2, 1, 3, samples), Image.of(1, 2, 3, samples));
    assertNotEquals(Image.of(6, 1, 1, samples), Image.of(2, 1, 3, samples));
  }

  @Test
  void refusesShapesThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> Image.of(0, 1, 1, new byte[0]));
    assertThrows(IllegalArgumentException.class, () -> Image.of(1, 1, 2, new byte[2]));
    assertThrows(IllegalArgumentException.class, () -> Image.of(2, 2, 1, new byte[3]));
    Image image = Image.of(1, 1, 1, new byte[1]);
    assertThrows(IllegalArgumentException.class, () -> image.withChannels(2));
  }
}
