package io.edgenas.onnx.runtime;

/**
 * What an execution provider can do on this machine.
 *
 * @param provider as {@code --provider} takes it
 * @param compiledIn whether the loaded natives name it among those they were built with
 * @param status what came of trying
 * @param reason ONNX Runtime's own words where {@code status} is not {@link Status#RUNS}, else
 *     empty
 */
public record ProviderState(String provider, boolean compiledIn, Status status, String reason) {
  /** What came of a session with the provider. */
  public enum Status {
    /** Every node of the probe runs on it. */
    RUNS("runs"),
    /** A session is made, but nodes of the probe are left to the CPU. */
    FALLS_BACK("falls back to the CPU"),
    /** No session is made. */
    FAILS("fails");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** Names the state for people and files. */
    public String text() {
      return text;
    }
  }
}
