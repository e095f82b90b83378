package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What the values of a storage are, named as PyTorch names the storage's class. */
enum ElementType {
  FLOAT("FloatStorage", Float.BYTES) {
    @Override
    float value(ByteBuffer bytes, int index) {
      return bytes.getFloat(index * size());
    }
  },
  /** Rounded to float32, to the nearest. */
  DOUBLE("DoubleStorage", Double.BYTES) {
    @Override
    float value(ByteBuffer bytes, int index) {
      return (float) bytes.getDouble(index * size());
    }
  },
  HALF("HalfStorage", Short.BYTES) {
    @Override
    float value(ByteBuffer bytes, int index) {
      return ofHalf(bytes.getShort(index * size()));
    }
  },
  BFLOAT16("BFloat16Storage", Short.BYTES) {
    @Override
    float value(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(index * size()) << Short.SIZE);
    }
  },
  LONG("LongStorage", Long.BYTES),
  INT("IntStorage", Integer.BYTES),
  SHORT("ShortStorage", Short.BYTES),
  CHAR("CharStorage", Byte.BYTES),
  BYTE("ByteStorage", Byte.BYTES),
  BOOL("BoolStorage", Byte.BYTES);

  private final String className;
  private final int size;

  ElementType(String className, int size) {
    this.className = className;
    this.size = size;
  }

  /** The type whose storages are of class {@code torch.<name>}. */
  static Optional<ElementType> ofClass(String name) {
    for (ElementType type : values()) {
      if (type.className.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  String className() {
    return className;
  }

  /** Bytes of one value. */
  int size() {
    return size;
  }

  /**
   * One value as float32; exact but for doubles.
   *
   * @param bytes little-endian
   * @throws BadInputException if these are whole numbers: no weight is one
   */
  float value(ByteBuffer bytes, int index) {
    throw new BadInputException(
        "its values are of type "
            + className
            + ": float32, float16, bfloat16 and float64 are read as weights");
  }

  /** IEEE 754 binary16, which Java 17 cannot convert. */
  private static float ofHalf(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((float) fraction, -24);
    } else {
      magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
