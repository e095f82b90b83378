package io.edgenas.operation;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.base.value.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The grammar of operation keys; each operation's {@code key()} writes it, this reads it. */
final class OperationKeys {
  private static final int MAX_KEY = 200;
  private static final String N = "([1-9][0-9]{0,5})";
  private static final String SHAPE = N + "x" + N + "x" + N;
  private static final String ACTIVATION =
      Stream.of(Activation.values())
          .map(Activation::text)
          .collect(Collectors.joining("|", "(", ")"));

  /** How the keys of one kind are written, and what they say. */
  private record Form(Pattern pattern, Function<Matcher, Operation> read) {
    Form(String pattern, Function<Matcher, Operation> read) {
      this(Pattern.compile(pattern), read);
    }
  }

  private static final List<Form> FORMS =
      List.of(
          new Form(
              "conv-in:%s-out:%s-k%s-s%s-g%s-(bn|nobn)-%s"
                  .formatted(SHAPE, SHAPE, N, N, N, ACTIVATION),
              OperationKeys::conv),
          new Form(
              "mbconv-in:%s-out:%s-mid:%s-k%s-s%s-%s-(se|nose)-(expand|noexpand)"
                  .formatted(SHAPE, SHAPE, N, N, N, ACTIVATION),
              OperationKeys::mbConv),
          new Form("pool-in:" + SHAPE, m -> new PoolOp(shape(m))),
          new Form(
              "avgpool-in:%s-out:%s-k%s-s%s".formatted(SHAPE, SHAPE, N, N),
              m -> new AveragePoolOp(shape(m), number(m, 7), number(m, 8))),
          new Form("add-in:%s-n%s".formatted(SHAPE, N), m -> new AddOp(shape(m), number(m, 4))),
          new Form(
              "act-in:%s-%s".formatted(SHAPE, ACTIVATION),
              m -> new ActivationOp(shape(m), activation(m, 4))),
          new Form("zero-in:" + SHAPE, m -> new ZeroOp(shape(m))),
          new Form(
              "linear-in:%s-out:%s".formatted(N, N),
              m -> new LinearOp(new FeatureShape(number(m, 1), 1, 1), number(m, 2))));

  private OperationKeys() {}

  static Operation parse(String key) {
    if (key.length() > MAX_KEY) {
      throw malformed(key, "longer than " + MAX_KEY + " characters");
    }
    Operation operation;
    try {
      operation = match(key);
    } catch (InvalidValueException e) {
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

  /** Null where no kind has such keys. */
  private static Operation match(String key) {
    for (Form form : FORMS) {
      Matcher m = form.pattern().matcher(key);
      if (m.matches()) {
        return form.read().apply(m);
      }
    }
    return null;
  }

  private static Operation conv(Matcher m) {
    return new ConvOp(
        shape(m),
        number(m, 4),
        number(m, 7),
        number(m, 8),
        number(m, 9),
        m.group(10).equals("bn"),
        activation(m, 11));
  }

  private static Operation mbConv(Matcher m) {
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
