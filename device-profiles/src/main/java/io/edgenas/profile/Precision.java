package io.edgenas.profile;

import java.util.Locale;

/** The number format in which a network runs. */
public enum Precision {
  /** 32-bit floating point. */
  FP32,
  /** 8-bit integers, quantised. */
  INT8;

  /** The name in files and folders: {@code fp32}, {@code int8}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
