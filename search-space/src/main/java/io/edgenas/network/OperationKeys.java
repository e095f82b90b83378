package io.edgenas.network;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.space.Activation;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The grammar of operation keys; each operation's {@code key()} writes it, this reads it. */
final class OperationKeys {
  private static final int MAX_KEY = 200;
  private static final String N = "([1-9][0-9]{0,5})";
  private static final String SHAPE = N + "x" + N + "x" + N;
  private static final String ACTIVATION = "(none|relu|hswish)";
  private static final Pattern CONV =
      Pattern.compile(
          "conv-in:"
              + SHAPE
              + "-out:"
              + SHAPE
              + "-k"
              + N
              + "-s"
              + N
              + "-g"
              + N
              + "-(bn|nobn)-"
              + ACTIVATION);
  private static final Pattern MBCONV =
      Pattern.compile(
          "mbconv-in:"
              + SHAPE
              + "-out:"
              + SHAPE
              + "-mid:"
              + N
              + "-k"
              + N
              + "-s"
              + N
              + "-"
              + ACTIVATION
              + "-(se|nose)-(expand|noexpand)");
  private static final Pattern POOL = Pattern.compile("pool-in:" + SHAPE);
  private static final Pattern LINEAR = Pattern.compile("linear-in:" + N + "-out:" + N);

  private OperationKeys() {}

  static Operation parse(String key) {
    if (key.length() > MAX_KEY) {
      throw malformed(key, "longer than " + MAX_KEY + " characters");
    }
    Operation operation;
    try {
      operation = match(key);
    } catch (BadInputException e) {
      throw malformed(key, e.getMessage());
    }
    if (operation == null) {
      throw malformed(key, "keys look like conv-in:3x224x224-out:24x112x112-k3-s2-g1-bn-hswish");
    }
    if (!operation.key().equals(key)) {
      throw malformed(key, "its output shape should read as in " + operation.key());
    }
    return operation;
  }

  private static Operation match(String key) {
    Matcher m = CONV.matcher(key);
    if (m.matches()) {
      return new ConvOp(
          shape(m),
          number(m, 4),
          number(m, 7),
          number(m, 8),
          number(m, 9),
          m.group(10).equals("bn"),
          activation(m, 11));
    }
    m = MBCONV.matcher(key);
    if (m.matches()) {
      return new MbConvOp(
          shape(m),
          number(m, 7),
          number(m, 4),
          number(m, 8),
          number(m, 9),
          activation(m, 10),
          m.group(11).equals("se"),
          m.group(12).equals("expand"));
    }
    m = POOL.matcher(key);
    if (m.matches()) {
      return new PoolOp(shape(m));
    }
    m = LINEAR.matcher(key);
    return m.matches() ? new LinearOp(new FeatureShape(number(m, 1), 1, 1), number(m, 2)) : null;
  }

  private static FeatureShape shape(Matcher m) {
    return new FeatureShape(number(m, 1), number(m, 2), number(m, 3));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static Activation activation(Matcher m, int group) {
    return Activation.valueOf(m.group(group).toUpperCase(Locale.ROOT));
  }

  private static BadInputException malformed(String key, String why) {
    return new BadInputException("malformed operation key '" + Check.shown(key) + "': " + why);
  }
}
