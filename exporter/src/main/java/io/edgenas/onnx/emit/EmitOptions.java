package io.edgenas.onnx.emit;

import io.edgenas.base.input.Check;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What may differ between two files of one network.
 *
 * @param batch images per run, fixed in the file; empty for a symbolic first dimension {@code
 *     batch}
 * @param softmax whether the output is {@code probabilities} instead of {@code scores}
 * @param metadata custom metadata of the file, written in the order of its keys
 */
public record EmitOptions(OptionalInt batch, boolean softmax, SortedMap<String, String> metadata) {
  /** Largest batch that can be fixed in a file. */
  public static final int MAX_BATCH = 4_096;

  /** One image, scores, no metadata. */
  public static final EmitOptions DEFAULT =
      new EmitOptions(OptionalInt.of(1), false, Collections.emptySortedMap());

  public EmitOptions {
    batch.ifPresent(images -> Check.range("batch", images, 1, MAX_BATCH));
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  /** The same for {@code images} images per run. */
  public EmitOptions withBatch(int images) {
    return new EmitOptions(OptionalInt.of(images), softmax, metadata);
  }

  /** The same for any number of images per run. */
  public EmitOptions withDynamicBatch() {
    return new EmitOptions(OptionalInt.empty(), softmax, metadata);
  }

  /** The same with probabilities as output. */
  public EmitOptions withSoftmax() {
    return new EmitOptions(batch, true, metadata);
  }

  /** The same with this metadata. */
  public EmitOptions withMetadata(Map<String, String> newMetadata) {
    return new EmitOptions(batch, softmax, new TreeMap<>(newMetadata));
  }
}
