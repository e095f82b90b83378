package io.edgenas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Document;
import io.edgenas.base.value.InvalidValueException;
import io.edgenas.base.value.Require;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandErrorsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Command(name = "fail")
  static final class Failing implements Callable<Integer> {
    @SuppressWarnings("UnusedVariable") // set by the command line
    @Mixin
    private OutputOptions output;

    @SuppressWarnings("UnusedVariable") // set by the command line
    @Option(names = "--number")
    private int number;

    private final Exception failure;

    Failing(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  @Command(name = "top")
  static final class Top {}

  private int run(Exception failure, String... args) {
    CommandLine command = new CommandLine(new Top()).addSubcommand(new Failing(failure));
    CommandErrors.install(command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)));
    return command.execute(args);
  }

  @Test
  void showsBadInputAloneAndEndsWithTwo() {
    assertEquals(2, run(new BadInputException("budget NaN is not allowed"), "fail"));
    assertEquals("error: budget NaN is not allowed\n", err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void endsWithTheExitCodeOfTheFailure() {
    assertEquals(3, run(new CommandFailure(ExitCode.BUDGET_MISSED, "missed by 2 ms"), "fail"));
    assertEquals("error: missed by 2 ms\n", err.toString());
  }

  @Test
  void namesTheFileThatIsMissing() {
    assertEquals(1, run(new NoSuchFileException("model.onnx"), "fail"));
    assertEquals("error: file model.onnx does not exist\n", err.toString());
  }

  @Test
  void writesOneJsonObjectForMachines() {
    assertEquals(2, run(new BadInputException("no \"such\" space"), "fail", "--json"));
    assertEquals(
        "{\"error\":{\"code\":2,\"message\":\"no \\\"such\\\" space\"}}\n", out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void showsTheStackTraceOnVerboseOnly() {
    run(new IOException("disk full"), "fail");
    assertFalse(err.toString().contains("at io.edgenas"));
    run(new IOException("disk full"), "fail", "--verbose");
    assertTrue(err.toString().contains("at io.edgenas"));
  }

  @Test
  void saysThatADefectIsADefect() {
    assertEquals(1, run(new IllegalStateException("no such row"), "fail"));
    assertTrue(err.toString().contains("internal error"));
    assertTrue(err.toString().contains("no such row"));
    assertFalse(err.toString().contains("\tat "));
  }

  @Test
  void aValueOfOursThatIsRefusedIsADefect() {
    assertEquals(1, run(new InvalidValueException("groups 3 is not allowed"), "fail"));
    assertTrue(err.toString().contains("internal error"), err.toString());
    assertTrue(err.toString().contains("groups 3 is not allowed"), err.toString());
    assertTrue(err.toString().contains("please report it"), err.toString());
  }

  @Test
  void aValueOfAFileThatIsRefusedIsBadInputWithItsPlace() {
    Document widths = Document.parse("\nwidths: 9", "my.yaml").required("widths");
    BadInputException refused =
        assertThrows(
            BadInputException.class,
            () -> widths.make(() -> Require.range("width", widths.integer(0, 10), 1, 8)));
    assertEquals(2, run(refused, "fail"));
    assertEquals("error: my.yaml:2: widths: width 9 is not allowed: 1 to 8\n", err.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--number=x", "--nmber=1", "stray"})
  void pointsToTheHelpOnWrongUsage(String arg) {
    assertEquals(2, run(null, "fail", arg));
    assertTrue(err.toString().contains("see top fail --help"));
    assertTrue(err.toString().contains(arg.replaceAll(".*=(?=x)", "")));
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    run(null, "fail", "--nmber=1");
    assertTrue(err.toString().contains("did you mean --number"));
  }

  @Test
  void reportsWrongUsageAsJsonToo() {
    assertEquals(2, run(null, "fail", "--json", "--number=x"));
    assertTrue(out.toString().startsWith("{\"error\":{\"code\":2,"));
  }
}
