package io.edgenas.images.format;

import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Remembers warnings that mean a broken picture: the JPEG library goes on with grey where data is
 * missing or wrong, and says so only here. The texts are those of the IJG library (jerror.h).
 */
final class DamageListener implements IIOReadWarningListener {
  private static final String CORRUPT = "Corrupt JPEG data";

  /** Bytes between segments, which some cameras leave; the picture is whole. */
  private static final String HARMLESS = "extraneous bytes";

  private String damage;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (warning.startsWith(CORRUPT) && !warning.contains(HARMLESS)) {
      damage = warning;
    }
  }

  void throwIfAny() throws IIOException {
    if (damage != null) {
      throw new IIOException("it is damaged (" + damage + ")");
    }
  }
}
