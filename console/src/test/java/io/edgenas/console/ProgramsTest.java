package io.edgenas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How arguments are understood. */
class ProgramsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(
      name = "top",
      mixinStandardHelpOptions = true,
      subcommands = CommandLine.HelpCommand.class)
  static final class Top {}

  @Command(name = "take", mixinStandardHelpOptions = true)
  static final class Take implements Callable<Integer> {
    @SuppressWarnings("UnusedVariable") // set by the command line
    @Mixin
    private OutputOptions output;

    @Option(names = "--whole")
    private int whole;

    @Option(names = "--long")
    private Long wide;

    @SuppressWarnings("UnusedVariable") // set by the command line
    @Option(names = "--number")
    private Double number;

    @Option(names = "--path")
    private Path path;

    @Parameters(arity = "0..*")
    private List<Path> files;

    private Throwable failure;

    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (Exception) failure;
      }
      return 0;
    }
  }

  @Command(name = "none", mixinStandardHelpOptions = true)
  static final class None implements Callable<Integer> {
    @Override
    public Integer call() {
      return 0;
    }
  }

  private final Take take = new Take();

  private int run(String... args) {
    CommandLine command =
        Programs.of(
            new CommandLine(new Top())
                .addSubcommand(take)
                .addSubcommand(new None())
                .getCommandSpec(),
            new PrintWriter(out),
            new PrintWriter(err));
    return command.execute(args);
  }

  /** A loop over a stranger's files: {@code --path=...} of the file must not become an option. */
  @Test
  void aNameThatBeginsWithAnAtIsAName(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("@a.onnx"), "--path=/planted");
    assertEquals(0, run("take", "@" + file, "@a.onnx"), err.toString());
    assertEquals(List.of(Path.of("@" + file), Path.of("@a.onnx")), take.files);
    assertNull(take.path);
    assertEquals(2, run("@" + file));
    assertTrue(err.toString().contains("@a.onnx"), err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--whole, 1d, decimal digits",
    "--whole, 0x10, decimal digits",
    "--whole, +5, decimal digits",
    "--whole, '', decimal digits",
    "--whole, ' 5', decimal digits",
    "--whole, 1e3, decimal digits",
    "--whole, ٣, decimal digits",
    "--whole, 2147483648, 2147483647",
    "--whole, 99999999999999999999999999, 2147483647",
    "--long, ５, decimal digits",
    "--long, 9223372036854775808, 9223372036854775807",
    "--number, 1d, decimal digits",
    "--number, 1f, decimal digits",
    "--number, 0x1p3, decimal digits",
    "--number, ٣, decimal digits",
    "--number, +5, decimal digits",
    "--number, '5 ', decimal digits",
    "--number, 1_0, decimal digits",
    "--number, '1,5', decimal digits",
    "--number, 1e400, out of range",
    "--number, nan, decimal digits"
  })
  void refusesWhatIsNoPlainNumber(String option, String value, String allowed) {
    assertEquals(2, run("take", option + "=" + value));
    assertTrue(err.toString().contains("'" + option + "'"), err.toString());
    assertTrue(err.toString().contains("'" + value + "'"), err.toString());
    assertTrue(err.toString().contains(allowed), err.toString());
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "-0.5, -0.5", ".5, 0.5", "1e-3, 0.001", "5., 5", "NaN, NaN"})
  void readsPlainNumbers(String text, double value) {
    assertEquals(0, run("take", "--number=" + text, "--whole=007", "--long=-9"), err.toString());
    assertEquals(value, take.number);
    assertEquals(7, take.whole);
    assertEquals(-9L, take.wide);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--path=", "--path=a\0b"})
  void refusesWhatIsNoPath(String arg) {
    assertEquals(2, run("take", arg));
    assertTrue(err.toString().startsWith("error: Invalid value for "), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo --help", "--help foo", "none foo --help", "none --foo --help"})
  void helpDoesNotHideWhatIsUnknown(String args) {
    assertEquals(2, run(args.split(" ")));
    assertTrue(err.toString().contains("foo"), err.toString());
    assertEquals("", out.toString());
  }

  @ParameterizedTest
  @CsvSource({"tkae, take", "nonee, none", "help tkae, take"})
  void proposesTheCommandThatWasMeant(String args, String meant) {
    assertEquals(2, run(args.split(" ")));
    assertTrue(err.toString().contains("(did you mean " + meant + "?)"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--json=true", "--json=TRUE"})
  void failuresAreForMachinesHoweverThatWasAsked(String flag) {
    take.failure = new CommandFailure(ExitCode.FAILED, "no");
    assertEquals(1, run("take", flag));
    assertEquals("{\"error\":{\"code\":1,\"message\":\"no\"}}\n", out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void failuresAreForPeopleWhereThatWasAsked() {
    take.failure = new CommandFailure(ExitCode.FAILED, "no");
    assertEquals(1, run("take", "--json=false", "--", "--json"));
    assertEquals("error: no\n", err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void fullMemoryIsOneMessage() {
    take.failure = new OutOfMemoryError("Java heap space");
    assertEquals(1, run("take"));
    assertTrue(err.toString().startsWith("error: out of memory (Java heap space)"), "" + err);
    assertTrue(err.toString().contains("EDGENAS_JAVA_OPTS=-Xmx"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
    assertEquals(1, run("take", "--json"));
    assertTrue(out.toString().startsWith("{\"error\":{\"code\":1,\"message\":\"out of"), "" + out);
    run("take", "--verbose");
    assertTrue(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void otherErrorsAreOneMessageToo() {
    take.failure = new StackOverflowError();
    assertEquals(1, run("take"));
    assertTrue(err.toString().contains("-Xss"), err.toString());
    take.failure = new NoClassDefFoundError("some/Thing");
    assertEquals(1, run("take"));
    assertTrue(err.toString().contains("some/Thing"), err.toString());
    assertTrue(err.toString().contains("unpack it again"), err.toString());
    take.failure = new AssertionError("odd");
    assertEquals(1, run("take"));
    assertTrue(err.toString().contains("internal error"), err.toString());
    assertFalse(err.toString().contains("\tat "), err.toString());
  }
}
