package io.edgenas.profiler.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.console.Console;
import io.edgenas.console.ExitCode;
import io.edgenas.console.Programs;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** A signal's hooks close what a command still works with: its failure then is none to report. */
class EndingProcessTest {
  @Test
  void afterASignalNoFailureIsAnInternalError() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("", said);
    assertEquals(ExitCode.INTERRUPTED, process.exitValue());
  }

  @Command(name = "work")
  static final class Program implements Callable<Integer> {
    private static final CountDownLatch ENDING = new CountDownLatch(1);
    private static final CountDownLatch REPORTED = new CountDownLatch(1);

    public static void main(String[] args) {
      Runtime.getRuntime().addShutdownHook(new Thread(Program::hook));
      // As the handler of a signal does: ends the process on a thread of its own.
      new Thread(() -> System.exit(ExitCode.INTERRUPTED)).start();
      Console.run(args, (PrintWriter out, PrintWriter err) -> Programs.of(new Program(), out, err));
      REPORTED.countDown();
    }

    private static void hook() {
      ENDING.countDown();
      try {
        REPORTED.await(30, TimeUnit.SECONDS); // so that what would be said is said
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Integer call() throws InterruptedException {
      ENDING.await();
      throw new CancellationException("the process is ending");
    }
  }
}
