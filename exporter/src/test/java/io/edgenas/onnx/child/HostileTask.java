package io.edgenas.onnx.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Does in a child what a bad model or a bad native library may do. */
public final class HostileTask implements ChildTask {
  /** The field of a request. */
  enum Deed {
    ANSWER,
    HANG,
    EAT_MEMORY,
    EXIT,
    BE_KILLED,
    PRINT,
    PRINT_FOR_EVER
  }

  @Override
  public ChildMessage answer(ChildMessage request) {
    Deed deed = Deed.values()[request.read(in -> in.readByte())];
    try {
      act(deed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return ChildMessage.of(
        out -> {
          out.writeLong(ProcessHandle.current().pid());
          out.writeUTF(System.getProperty("java.io.tmpdir"));
        },
        request.bulk());
  }

  private static void act(Deed deed) throws IOException, InterruptedException {
    switch (deed) {
      case ANSWER -> {}
      case HANG -> Thread.sleep(3_600_000);
      case EAT_MEMORY -> eat();
      case EXIT -> {
        System.err.println("the last words\u001b[31m");
        Runtime.getRuntime().halt(17);
      }
      case BE_KILLED -> {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-KILL", pid).start().waitFor();
        Thread.sleep(3_600_000);
      }
      case PRINT -> print(1);
      case PRINT_FOR_EVER -> print(1_000);
    }
  }

  private static void eat() throws InterruptedException {
    List<byte[]> eaten = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      byte[] more = new byte[1 << 20];
      Arrays.fill(more, (byte) 1);
      eaten.add(more);
    }
    Thread.sleep(3_600_000);
    throw new IllegalStateException(eaten.size() + " MB");
  }

  /** As a native library does: past {@link System#out}. */
  private static void print(int times) throws IOException {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    for (int i = 0; i < times; i++) {
      out.write("a library says hello\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
      System.err.println("and on standard error ".repeat(1_000));
    }
  }
}
