package io.edgenas.supernet.elastic;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.edgenas.supernet.engine.EngineArrays;
import io.edgenas.supernet.engine.TorchCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value for each value of a supernet's parameters, all in one array: what is done to all of them
 * is one native call instead of a hundred. The parameters that weight decay holds down come first.
 * Owns its arrays; all methods run on the tensor thread.
 */
public final class FlatValues implements AutoCloseable {
  private record Place(ParameterSpec spec, long begin) {
    long end() {
      return begin + spec.size();
    }
  }

  private final NDManager manager;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final NDArray all;
  private final NDArray decayed;

  /** Zeros for these parameters. */
  FlatValues(NDManager parent, List<ParameterSpec> specs) {
    this.manager = parent.newSubManager();
    long begin = 0;
    long firstUndecayed = 0;
    for (boolean decay : new boolean[] {true, false}) {
      firstUndecayed = begin;
      for (ParameterSpec spec : specs) {
        if (spec.kind().decayed() == decay) {
          places.put(spec.name(), new Place(spec, begin));
          begin += spec.size();
        }
      }
    }
    this.all = manager.zeros(new Shape(begin));
    this.decayed = window(0, firstUndecayed, manager);
  }

  /** All values; a change of it changes every view. Owned by this. */
  public NDArray all() {
    return all;
  }

  /** The values of the parameters that decay, as a view. Owned by this. */
  public NDArray decayed() {
    return decayed;
  }

  /** Names in the order in which the values lie. */
  List<String> names() {
    return new ArrayList<>(places.keySet());
  }

  /** The values of one parameter in its shape, as a view that is owned by this. */
  NDArray view(String name) {
    Place place = place(name);
    try (NDArray window = window(place.begin(), place.end(), manager)) {
      return window.reshape(EngineArrays.shape(place.spec().shape()));
    }
  }

  /** A copy of the values of one parameter. */
  public float[] values(String name) {
    Place place = place(name);
    try (NDArray window = window(place.begin(), place.end(), manager)) {
      return window.toFloatArray();
    }
  }

  /**
   * Overwrites the values of one parameter.
   *
   * @param values as many as the parameter has; copied
   * @throws IllegalArgumentException if they are not as many
   */
  public void set(String name, float[] values) {
    Place place = place(name);
    if (values.length != place.spec().size()) {
      throw new IllegalArgumentException(values.length + " values for parameter " + place.spec());
    }
    try (NDArray source = manager.create(values, new Shape(place.spec().size()))) {
      TorchCalls.overwrite(all, place.begin(), source);
    }
  }

  private NDArray window(long begin, long end, NDManager owner) {
    return TorchCalls.window(all, new long[] {begin}, new long[] {end}, owner);
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("the supernet has no parameter " + name);
    }
    return place;
  }

  @Override
  public void close() {
    manager.close();
  }
}
