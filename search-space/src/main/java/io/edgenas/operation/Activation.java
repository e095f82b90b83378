package io.edgenas.operation;

import java.util.Locale;

/** The non-linearity after a convolution. */
public enum Activation {
  /** Identity. */
  NONE,
  /** {@code max(x, 0)}. */
  RELU,
  /** {@code x * relu6(x + 3) / 6} (Howard et al., Searching for MobileNetV3, section 5.2). */
  HSWISH;

  /** The name in files and keys: {@code none}, {@code relu}, {@code hswish}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
