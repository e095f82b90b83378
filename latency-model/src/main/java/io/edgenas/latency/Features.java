package io.edgenas.latency;

/**
 * What a network's latency is composed of, before calibration.
 *
 * @param stemUs table latency of the first layer, without call overhead
 * @param blocksUs of all inverted bottlenecks
 * @param headUs of what follows them
 * @param layers number of layers
 */
record Features(double stemUs, double blocksUs, double headUs, int layers) {
  double tableUs() {
    return stemUs + blocksUs + headUs;
  }
}
