package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.output.ToolVersion;
import io.edgenas.search.strategy.Strategies;
import io.edgenas.search.strategy.kind.StrategyKind;
import io.edgenas.search.strategy.kind.StrategyOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EdgeNasTest {
  private static CommandLine root() {
    return EdgeNas.commandLine(
        new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
    found.add(path);
    for (var sub : command.getSubcommands().entrySet()) {
      if (!sub.getKey().equals("help")) {
        List<String> subPath = new ArrayList<>(path);
        subPath.add(sub.getKey());
        collect(sub.getValue(), subPath, found);
      }
    }
  }

  static List<List<String>> everyCommand() {
    List<List<String>> found = new ArrayList<>();
    collect(root(), List.of(), found);
    return found;
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void helpsEverywhere(List<String> command) {
    List<String> args = new ArrayList<>(command);
    args.add("--help");
    CommandRun run = CommandRun.succeeding(args.toArray(new String[0]));
    String usage = "Usage: edgenas" + (command.isEmpty() ? "" : " " + String.join(" ", command));
    assertTrue(run.out().startsWith(usage), run.out());
    assertTrue(run.out().contains("Exit codes: 0 done"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "compare", "extract"})
  void helpListsEveryStrategyWithItsOptions(String command) {
    String help = CommandRun.succeeding(command, "--help").out();
    for (StrategyKind kind : Strategies.BUILT_IN.kinds()) {
      assertTrue(help.contains("Strategy " + kind.name() + ": "), help);
      for (StrategyOption<?> option : kind.options()) {
        assertTrue(help.contains("  " + option.name() + "=" + option.defaultValue() + " "), help);
      }
    }
  }

  @Test
  void tellsItsVersion() {
    assertEquals("edgenas " + ToolVersion.get() + "\n", CommandRun.succeeding("--version").out());
  }

  @Test
  void showsWhatThereIsWhenNothingIsAsked() {
    CommandRun run = CommandRun.of();
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("space"), run.err());
    assertEquals("", run.out());
  }

  /** A loop over a stranger's files hands such a name on; its lines must not become options. */
  @ParameterizedTest
  @MethodSource("everyCommand")
  void noCommandReadsArgumentsFromAFile(List<String> command, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("@a.onnx"), "--no-such-option");
    List<String> args = new ArrayList<>(command);
    args.add("@" + file);
    CommandRun run = CommandRun.of(args.toArray(new String[0]));
    assertEquals(2, run.exitCode(), run.err());
    assertFalse(run.err().contains("--no-such-option"), run.err());
  }
}
