package io.edgenas.onnx.runtime;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link RuntimeConfig} in a message between processes. */
public final class RuntimeFields {
  private RuntimeFields() {}

  /** Writes what {@link #read} reads. */
  public static void write(DataOutputStream out, RuntimeConfig config) throws IOException {
    out.writeUTF(config.provider());
    out.writeInt(config.threads());
    out.writeInt(config.providerOptions().size());
    for (Map.Entry<String, String> option : config.providerOptions().entrySet()) {
      out.writeUTF(option.getKey());
      out.writeUTF(option.getValue());
    }
  }

  /**
   * @throws io.edgenas.base.input.BadInputException if it is out of range
   */
  public static RuntimeConfig read(DataInputStream in) throws IOException {
    String provider = in.readUTF();
    int threads = in.readInt();
    SortedMap<String, String> options = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      options.put(in.readUTF(), in.readUTF());
    }
    return new RuntimeConfig(provider, options, threads);
  }
}
