package io.edgenas.supernet.pytorch;

import io.edgenas.supernet.pytorch.Unpickler.Unpickled;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One of the two layouts of a checkpoint file. Holds the file open. */
interface CheckpointFormat extends AutoCloseable {
  /** The pickle that describes the tensors. */
  Unpickled pickle() throws IOException;

  /**
   * All values of a storage, little-endian.
   *
   * @throws io.edgenas.base.input.BadInputException if the file has not as many, or they are
   *     damaged
   */
  ByteBuffer read(StorageRef storage) throws IOException;

  @Override
  void close() throws IOException;
}
