package io.edgenas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What arrives on standard output and standard error, and what becomes of what does not. */
class ConsoleTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Says a name that a stranger chose, in every way that a command has. */
  @Command(name = "say", mixinStandardHelpOptions = true)
  static final class Say implements Callable<Integer> {
    @Mixin private OutputOptions output;

    @Option(names = "--end")
    private int exitCode;

    private final String name;
    private int said;

    Say(String name) {
      this.name = name;
    }

    @Override
    public Integer call() {
      output.note("reading " + name);
      for (int i = 0; i < 3; i++) {
        output.result("result " + name, Map.of("name", name));
        said++;
      }
      if (exitCode == ExitCode.FAILED) {
        throw new CommandFailure(ExitCode.FAILED, "cannot use " + name);
      }
      return exitCode;
    }
  }

  private int run(OutputStream results, Say say, String... args) {
    return Console.run(args, results, err, (toOut, toErr) -> Programs.of(say, toOut, toErr));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u009b2J",
        "\u202e",
        "\u2066",
        "\u2028",
        "\u200b",
        "\u007f",
        "\r",
        "\b"
      })
  void nothingThatATerminalObeysArrives(String obeyed) {
    assertEquals(1, run(out, new Say("a" + obeyed + "b@|red c|@%n"), "--end", "1"));
    assertEquals(1, run(out, new Say("a" + obeyed + "b"), "--end", "1", "--json"));
    for (String said : new String[] {out.toString(StandardCharsets.UTF_8), err()}) {
      assertFalse(said.contains(obeyed), said);
      assertTrue(said.contains("a\\"), said);
    }
    assertTrue(err().contains("b@|red c|@%n"), "shown as it is: " + err());
  }

  @Test
  void aLineBreakInANameCannotForgeAMessage() {
    assertEquals(1, run(out, new Say("a\nerror: all is lost"), "--end", "1"));
    assertEquals(1, err().lines().filter(line -> line.startsWith("error: ")).count(), err());
  }

  @Test
  void lettersOfEveryScriptArrive() {
    assertEquals(0, run(out, new Say("Größe 日本 😀")));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("result Größe 日本 😀\n"));
    assertEquals("reading Größe 日本 😀\n", err());
  }

  @Test
  void theHelpHasNoEscapes() {
    assertEquals(0, run(out, new Say("x"), "--help"));
    assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("Usage: say"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--json", "--help"})
  void lostResultsAreAFailure(String arg) {
    Say say = new Say("x");
    String[] args = arg.isEmpty() ? new String[0] : new String[] {arg};
    assertEquals(ExitCode.FAILED, run(failing("No space left on device"), say, args));
    assertTrue(err().contains("error: results were lost: standard output"), err());
    assertTrue(err().contains("No space left on device"), err());
    assertEquals(0, say.said, "nothing is computed for nobody");
  }

  @Test
  void aReaderThatHasGoneEndsItQuietly() {
    Say say = new Say("x");
    assertEquals(ExitCode.OUTPUT_CLOSED, run(failing("Broken pipe"), say));
    assertEquals("reading x\n", err());
    assertEquals(0, say.said);
  }

  /** The one message must not be lost with the results. */
  @Test
  void anErrorThatStandardOutputDoesNotTakeGoesToStandardError() {
    assertEquals(2, run(failing("No space left on device"), new Say("x"), "--json", "--nd=1"));
    assertTrue(err().contains("error: Unknown option: '--nd=1' (did you mean --end?)"), err());
  }
}
