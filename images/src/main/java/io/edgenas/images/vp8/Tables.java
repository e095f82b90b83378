package io.edgenas.images.vp8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** The format's larger constant tables, flat, the last index running fastest. */
final class Tables {
  private static final String RESOURCE = "tables.txt";
  private static final Map<String, int[]> ALL = read();

  static final int[] DC_STEPS = table("dc-steps", 128);
  static final int[] AC_STEPS = table("ac-steps", 128);

  /** {@code [10 above][10 left][9]}. */
  static final int[] SUBBLOCK_MODES = table("subblock-modes", 10 * 10 * 9);

  /** {@code [4 types][8 bands][3 contexts][11]}. */
  static final int[] COEFFICIENT_UPDATES = table("coefficient-updates", 4 * 8 * 3 * 11);

  private static final int[] COEFFICIENTS = table("coefficients", 4 * 8 * 3 * 11);

  private Tables() {}

  /**
   * Returns the probabilities that a frame begins with, laid out as {@link #COEFFICIENT_UPDATES}; a
   * copy, since each frame changes it.
   */
  static int[] coefficients() {
    return COEFFICIENTS.clone();
  }

  private static int[] table(String name, int length) {
    int[] table = ALL.get(name);
    if (table == null || table.length != length) {
      throw new IllegalStateException(RESOURCE + " lacks the " + length + " numbers of " + name);
    }
    return table;
  }

  private static Map<String, int[]> read() {
    Map<String, int[]> tables = new HashMap<>();
    try (InputStream in = Tables.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("= ")) {
          name = line.substring(2);
          tables.put(name, new int[0]);
        } else if (!line.startsWith("#")) {
          tables.merge(name, numbers(line), Tables::joined);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static int[] numbers(String line) {
    StringTokenizer words = new StringTokenizer(line);
    int[] numbers = new int[words.countTokens()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(words.nextToken());
    }
    return numbers;
  }

  private static int[] joined(int[] head, int[] tail) {
    int[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }
}
