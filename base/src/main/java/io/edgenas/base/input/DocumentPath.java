package io.edgenas.base.input;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says where a value stands in its file, for example {@code stages[1].kernels}. Kept as links to
 * the value around it and spelt out on demand: long keys around many values cost their own length
 * once.
 *
 * @param parent the place of the value around it; null for the whole file's
 * @param key the key or, in brackets, the index within {@code parent}
 */
record DocumentPath(DocumentPath parent, String key) {
  private static final int MAX_TEXT = 400;

  static final DocumentPath ROOT = new DocumentPath(null, "");

  DocumentPath field(String name) {
    return new DocumentPath(this, name);
  }

  DocumentPath item(int index) {
    return new DocumentPath(this, "[" + index + "]");
  }

  /** The place as text, empty for the whole file; printable, and cut where it is long. */
  String text() {
    Deque<String> keys = new ArrayDeque<>();
    for (DocumentPath place = this; place.parent != null; place = place.parent) {
      keys.addFirst(place.key);
    }
    StringBuilder text = new StringBuilder();
    for (String name : keys) {
      if (text.length() > MAX_TEXT) {
        return text + "...";
      }
      text.append(text.length() == 0 || name.startsWith("[") ? "" : ".").append(Check.shown(name));
    }
    return text.toString();
  }
}
