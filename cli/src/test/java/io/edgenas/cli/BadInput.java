package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A command that must be refused.
 *
 * @param name what is wrong
 * @param exitCode with which the command ends
 * @param args the command line
 * @param parts what the one message must contain
 */
record BadInput(String name, int exitCode, List<String> args, List<String> parts) {
  /** Bad input in the narrow sense: exit code 2. */
  static BadInput of(String name, String command, String... parts) {
    return new BadInput(name, 2, List.of(command.split(" ")), Arrays.asList(parts));
  }

  BadInput withExitCode(int other) {
    return new BadInput(name, other, args, parts);
  }

  /** With {@code $} in arguments and messages standing for a folder. */
  BadInput in(Path folder) {
    return new BadInput(name, exitCode, replaced(args, folder), replaced(parts, folder));
  }

  private static List<String> replaced(List<String> texts, Path folder) {
    return texts.stream().map(text -> text.replace("$", folder.toString())).toList();
  }

  /** Runs the command and checks that it ends as it must: one message, no stack trace. */
  void check() {
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertAll(
        () -> assertEquals(exitCode, run.exitCode(), run.err()),
        () -> assertEquals("", run.out(), "nothing but results goes to standard output"),
        () -> assertTrue(run.err().startsWith("error: "), run.err()),
        () -> assertFalse(run.err().contains("\tat "), run.err()),
        () -> parts.forEach(part -> assertTrue(run.err().contains(part), run.err())));
  }

  @Override
  public String toString() {
    return name;
  }
}
