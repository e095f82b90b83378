package io.edgenas.search.accuracy;

import io.edgenas.network.Arch;
import java.util.List;

/** Architectures as vectors of fixed length, the input of an accuracy model. */
public interface FeatureEncoding {
  /** One name per feature, in order, for example {@code stage1.block2.k5}. */
  List<String> names();

  /** Number of features. */
  default int size() {
    return names().size();
  }

  /**
   * Writes the features of an architecture to {@code target[offset]} up to {@code target[offset +
   * size() - 1]}, overwriting all of them.
   *
   * @throws io.edgenas.base.input.BadInputException if the encoding has no place for a choice
   */
  void encode(Arch arch, float[] target, int offset);

  /** The features of one architecture. */
  default float[] encode(Arch arch) {
    float[] features = new float[size()];
    encode(arch, features, 0);
    return features;
  }

  /** The features of several architectures, row-major {@code [archs, size()]}. */
  default float[] encode(List<Arch> archs) {
    float[] features = new float[Math.multiplyExact(archs.size(), size())];
    for (int i = 0; i < archs.size(); i++) {
      encode(archs.get(i), features, i * size());
    }
    return features;
  }
}
