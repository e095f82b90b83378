package io.edgenas.onnx.child;

import io.edgenas.onnx.runtime.OrtLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the JVM of a child process is started: with the class path of this one. */
final class ChildCommand {
  /** What of this process's environment a model's speed or an execution provider depends on. */
  private static final List<String> HANDED_ON =
      List.of(
          "MALLOC_",
          "GLIBC_",
          "GOMP_",
          "OMP_",
          "KMP_",
          "MKL_",
          "LD_",
          "DYLD_",
          "CUDA_",
          "NVIDIA_",
          "PATH",
          "SYSTEMROOT");

  private ChildCommand() {}

  /**
   * A child that is not yet started.
   *
   * @param folder its folder for temporary files
   */
  static ProcessBuilder of(Class<? extends ChildTask> task, String marker, Path folder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms16m",
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+ErrorFileToStderr",
            "-Djava.io.tmpdir=" + folder,
            "-Djava.awt.headless=true"));
    // The same natives as here: the child's environment names neither a home nor a cache.
    OrtLibrary.prepare().ifPresent(path -> command.add("-D" + OrtLibrary.PROPERTY + "=" + path));
    command.addAll(List.of("-cp", classPath(), ChildMain.class.getName(), task.getName(), marker));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> HANDED_ON.stream().noneMatch(name::startsWith));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("ORT_DISABLE_TELEMETRY", "1");
    return builder;
  }

  /** Absolute, and without entries that are empty: those would mean the working folder. */
  private static String classPath() {
    return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
