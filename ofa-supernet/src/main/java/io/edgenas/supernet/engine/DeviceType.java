package io.edgenas.supernet.engine;

/** What a supernet computes on. */
public enum DeviceType {
  /** The processor; the default, because its results repeat bit for bit. */
  CPU,
  /** The first NVIDIA GPU. */
  GPU
}
