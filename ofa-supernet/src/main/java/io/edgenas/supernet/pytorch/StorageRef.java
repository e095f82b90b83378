package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;

/**
 * Values that lie beside the pickle.
 *
 * @param key by which the file knows them: a number
 * @param count number of values
 */
record StorageRef(String key, ElementType type, long count) {
  StorageRef {
    if (!key.matches("[0-9]{1,20}")) {
      throw new BadInputException("storage key '" + Check.shown(key) + "' is no number");
    }
    if (count < 0 || count > TorchCheckpoint.MAX_BYTES / type.size()) {
      throw new BadInputException(
          "storage "
              + key
              + " of "
              + count
              + " values is not allowed: at most "
              + TorchCheckpoint.MAX_BYTES
              + " bytes are read");
    }
  }

  int bytes() {
    return (int) (count * type.size());
  }
}
