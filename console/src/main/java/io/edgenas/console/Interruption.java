package io.edgenas.console;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns Ctrl-C (SIGINT, SIGTERM) into a stop signal while a command works, so that the command can
 * close what it holds and say how to go on. A second one ends the process at once, without its
 * shutdown hooks: those wait for what runs.
 *
 * <p>A shutdown hook would not do: all hooks run at the same time, and ONNX Runtime has one that
 * frees its environment while a model may still run. The handlers of {@code jdk.unsupported} are
 * reached by reflection because the compiler warns of every other use; where they are missing,
 * signals end the process as usual.
 */
public final class Interruption implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final List<Restorable> before = new ArrayList<>();
  private final Runnable heard;
  private volatile boolean requested;

  private Interruption(Runnable heard) {
    this.heard = heard;
  }

  private record Restorable(Method handle, Object signal, Object handler) {
    void restore() throws ReflectiveOperationException {
      handle.invoke(null, signal, handler);
    }
  }

  /** Begins to listen; closing ends it. */
  public static Interruption listen() {
    return listen(() -> {});
  }

  /**
   * The same, saying so at once when a signal comes.
   *
   * @param heard called on a thread of its own, for the first signal
   */
  public static Interruption listen(Runnable heard) {
    Interruption interruption = new Interruption(heard);
    for (String name : SIGNALS) {
      try {
        interruption.listen(name);
      } catch (InvocationTargetException e) {
        // The virtual machine was told to leave this signal alone (-Xrs).
      } catch (ReflectiveOperationException e) {
        // This Java has no such handlers.
      }
    }
    return interruption;
  }

  private void listen(String name) throws ReflectiveOperationException {
    Class<?> signalClass = Class.forName("sun.misc.Signal");
    Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
    Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
    Object signal = signalClass.getConstructor(String.class).newInstance(name);
    Object handler =
        Proxy.newProxyInstance(
            Interruption.class.getClassLoader(),
            new Class<?>[] {handlerClass},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "handle" -> {
                    signalled();
                    yield null;
                  }
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == args[0];
                  default -> "interruption of " + name;
                });
    Object previous = handle.invoke(null, signal, handler);
    synchronized (before) {
      before.add(new Restorable(handle, signal, previous));
    }
  }

  private synchronized void signalled() {
    if (requested) {
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    requested = true;
    heard.run();
  }

  /** Whether a signal came. */
  public boolean requested() {
    return requested;
  }

  /** Signals have their usual effect again. */
  @Override
  public void close() {
    synchronized (before) {
      for (Restorable one : before) {
        try {
          one.restore();
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("a signal handler cannot be restored", e);
        }
      }
      before.clear();
    }
  }
}
