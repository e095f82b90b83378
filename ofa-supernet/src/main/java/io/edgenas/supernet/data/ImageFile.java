package io.edgenas.supernet.data;

import java.nio.file.Path;

/**
 * One file of an image folder.
 *
 * @param sha256 of its bytes
 * @param label index of its class
 */
record ImageFile(Path path, String sha256, int label, Split split) {}
