package io.edgenas.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program run under strace, with all that it starts: which files it opened for writing, made,
 * renamed or removed, and whether it spoke to anybody.
 */
record Trace(Path work, int exitCode, String out, String err, List<String> calls) {
  private static final String CALLS =
      "?open,openat,?openat2,?creat,?mkdir,mkdirat,?rename,?renameat,renameat2,?unlink,unlinkat,"
          + "?rmdir,?link,linkat,?symlink,symlinkat,?mknod,mknodat,truncate,connect,bind,sendto,"
          + "sendmsg,sendmmsg";
  private static final int LONGEST_SECONDS = 300;

  private static final Pattern CALL = Pattern.compile("^\\d+ +(\\w+)\\((.*)$");
  private static final Pattern PATH =
      Pattern.compile("(?:\\w+<([^>]*)>, )?\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern OPENED_TO_WRITE =
      Pattern.compile("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND");

  /** Whether programs can be traced here. */
  static boolean possible() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param work its current folder
   * @param scratch where the trace and the outputs are kept
   */
  static Trace of(Path work, Path scratch, Map<String, String> environment, List<String> program)
      throws IOException, InterruptedException {
    Path trace = scratch.resolve("trace");
    List<String> command =
        new ArrayList<>(
            List.of(
                "strace", "-f", "-qq", "--seccomp-bpf", "-y", "-s", "400", "-e", "trace=" + CALLS));
    command.addAll(List.of("-o", trace.toString()));
    command.addAll(program);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectOutput(scratch.resolve("out").toFile())
            .redirectError(scratch.resolve("err").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("DJL_") || name.startsWith("ORT_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(program + " hangs");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Trace(
        work,
        process.exitValue(),
        Files.readString(scratch.resolve("out")),
        Files.readString(scratch.resolve("err")),
        Files.readAllLines(trace, StandardCharsets.ISO_8859_1));
  }

  /** Calls that speak to the network or ask for the name of a machine. */
  List<String> network() {
    return calls.stream()
        .filter(
            line ->
                line.contains("AF_INET")
                    || line.contains("sin_addr")
                    || line.contains("<TCP")
                    || line.contains("<UDP")
                    || line.contains("\"/etc/resolv.conf\"")
                    || line.contains("\"/etc/hosts\""))
        .toList();
  }

  /** Calls that change files elsewhere than in the folders given. */
  List<String> writesOutside(List<Path> allowed) {
    List<String> found = new ArrayList<>();
    for (String line : calls) {
      Matcher call = CALL.matcher(line);
      if (call.matches() && changes(call.group(1), call.group(2))) {
        Matcher path = PATH.matcher(call.group(2));
        while (path.find()) {
          Path target = target(path.group(1), path.group(2));
          if (allowed.stream().noneMatch(target::startsWith)) {
            found.add(line);
            break;
          }
        }
      }
    }
    return found;
  }

  private static boolean changes(String name, String arguments) {
    if (name.startsWith("open")) {
      return OPENED_TO_WRITE.matcher(arguments).find();
    }
    boolean speaks = name.startsWith("send") || name.equals("connect") || name.equals("bind");
    // Making a folder that is there is how its presence is asked for.
    return !speaks && !(name.startsWith("mkdir") && arguments.contains("EEXIST"));
  }

  /** No command changes its current folder, so calls that name none mean that. */
  private Path target(String folder, String path) {
    return (folder == null ? work : Path.of(folder)).resolve(path).normalize();
  }
}
