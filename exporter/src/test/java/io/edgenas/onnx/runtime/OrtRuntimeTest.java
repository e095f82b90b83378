package io.edgenas.onnx.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.network.RandomWeights;
import io.edgenas.onnx.emit.Border;
import io.edgenas.onnx.emit.EmitOptions;
import io.edgenas.onnx.emit.Float32Emitter;
import io.edgenas.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtRuntimeTest {
  private static final byte[] MODEL =
      new Float32Emitter()
          .operation(
              Operation.parse("linear-in:6-out:3"),
              Border.INNER,
              new RandomWeights(1),
              EmitOptions.DEFAULT);

  @Test
  void knowsVersionAndProviders() {
    assertTrue(OrtRuntime.version().matches("1\\.[0-9]+\\.[0-9]+"), OrtRuntime.version());
    assertTrue(OrtRuntime.availableProviders().contains("cpu"));
    assertTrue(
        OrtRuntime.KNOWN_PROVIDERS.containsAll(List.of("cpu", "cuda", "tensorrt", "xnnpack")));
  }

  @Test
  void refusesAProviderThatIsNotLoadedListingThoseThatAre() {
    Assumptions.assumeFalse(
        OrtRuntime.availableProviders().contains("cuda"), "this ONNX Runtime has CUDA");
    RuntimeConfig cuda = new RuntimeConfig("cuda", new TreeMap<>(), 1);
    BadInputException e =
        assertThrows(BadInputException.class, () -> OnnxModel.load(MODEL, "m.onnx", cuda));
    for (String part : List.of("'cuda'", OrtRuntime.version(), "[cpu")) {
      assertTrue(e.getMessage().contains(part), part + " is not in: " + e.getMessage());
    }
  }

  @Test
  void triesEveryProviderAndSaysWhyNot() {
    List<ProviderState> states = ProviderProbe.all();
    assertEquals(OrtRuntime.KNOWN_PROVIDERS, states.stream().map(ProviderState::provider).toList());
    for (ProviderState state : states) {
      boolean runs = state.status() == ProviderState.Status.RUNS;
      assertEquals(runs, state.reason().isEmpty(), state.toString());
      assertFalse(runs && !state.compiledIn(), state.toString());
      assertTrue(state.reason().lines().count() <= 1, state.toString());
    }
    assertEquals(ProviderState.Status.RUNS, states.get(0).status(), states.get(0).toString());
  }

  @Test
  void saysWhichOptionAProviderLacks() {
    for (String provider : List.of("openvino", "rocm", "directml", "dnnl", "azure")) {
      TreeMap<String, String> options = new TreeMap<>(Map.of("device_idd", "1"));
      ProviderState state = ProviderProbe.probe(new RuntimeConfig(provider, options, 1));
      assertEquals(ProviderState.Status.FAILS, state.status());
      assertTrue(state.reason().contains(provider), state.reason());
    }
  }

  @Test
  void takesNoOtherLibraryOnceOneIsLoaded(@TempDir Path folder) throws IOException {
    OrtRuntime.version();
    for (String file : OrtLibrary.FILES) {
      BadInputException e = assertThrows(BadInputException.class, () -> OrtLibrary.use(folder));
      assertTrue(e.getMessage().contains("has no " + file), e.getMessage());
      Files.createFile(folder.resolve(file));
    }
    BadInputException e = assertThrows(BadInputException.class, () -> OrtLibrary.use(folder));
    assertTrue(e.getMessage().contains("too late"), e.getMessage());
  }

  @Test
  void refusesAProviderThatNobodyKnows() {
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> new RuntimeConfig("tensort", new TreeMap<>(), 1));
    assertTrue(e.getMessage().contains("did you mean tensorrt?"), e.getMessage());
  }

  @Test
  void refusesOptionsThatTheProviderDoesNotHave() {
    TreeMap<String, String> options = new TreeMap<>(Map.of("fast", "1"));
    BadInputException e =
        assertThrows(BadInputException.class, () -> new RuntimeConfig("cpu", options, 1));
    assertTrue(e.getMessage().contains("fast"), e.getMessage());
  }

  @Test
  void refusesNoThreads() {
    for (int threads : new int[] {0, -1, 100_000}) {
      assertThrows(BadInputException.class, () -> RuntimeConfig.cpu(threads));
    }
  }

  @Test
  void configIsAValueThatLaterChangesDoNotReach() {
    TreeMap<String, String> options = new TreeMap<>(Map.of("a", "1"));
    RuntimeConfig config = new RuntimeConfig("xnnpack", options, 1);
    options.put("b", "2");
    assertEquals(Map.of("a", "1"), config.providerOptions());
    assertFalse(config.equals(new RuntimeConfig("xnnpack", options, 1)));
  }
}
