package io.edgenas.latency.lint;

import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.FeatureShape;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.ZeroOp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds where a row stands along each dimension in which it has neighbours. */
final class Places implements Cases<Map<Places.Dimension, Places.Place>> {
  /** Names what neighbouring rows differ in. */
  enum Dimension {
    /** Pixels, or classes of the classifier. */
    SIZE,
    KERNEL,
    /** Middle channels of a block, which is its expand ratio. */
    MIDDLE,
    OUT_CHANNELS,
    IN_CHANNELS
  }

  /** Rows with equal {@code rest} are compared along {@code size}. */
  record Place(Object rest, long size) {}

  private final LintRow row;

  private Places(LintRow row) {
    this.row = row;
  }

  /** The place in each dimension that a row's operation has. */
  static Map<Dimension, Place> of(LintRow row) {
    return row.operation().on(new Places(row));
  }

  @Override
  public Map<Dimension, Place> conv(ConvOp conv) {
    FeatureShape input = conv.input();
    Map<Dimension, Place> places = new EnumMap<>(Dimension.class);
    places.put(
        Dimension.SIZE,
        new Place(like(conv, input.channels(), conv.outChannels(), conv.kernel()), input.pixels()));
    places.put(
        Dimension.KERNEL,
        new Place(like(conv, input, conv.outChannels(), row.resolution()), conv.kernel()));
    places.put(
        Dimension.OUT_CHANNELS,
        new Place(like(conv, input, conv.kernel(), row.resolution()), conv.outChannels()));
    return places;
  }

  @Override
  public Map<Dimension, Place> mbConv(MbConvOp block) {
    FeatureShape input = block.input();
    int middle = block.middle();
    int output = block.outChannels();
    int kernel = block.kernel();
    Map<Dimension, Place> places = new EnumMap<>(Dimension.class);
    places.put(
        Dimension.SIZE,
        new Place(like(block, input.channels(), middle, output, kernel), input.pixels()));
    places.put(
        Dimension.KERNEL, new Place(like(block, input, middle, output, row.resolution()), kernel));
    places.put(
        Dimension.MIDDLE, new Place(like(block, input, output, kernel, row.resolution()), middle));
    places.put(
        Dimension.OUT_CHANNELS,
        new Place(like(block, input, middle, kernel, row.resolution()), output));
    places.put(
        Dimension.IN_CHANNELS,
        new Place(
            like(
                block,
                input.height(),
                input.width(),
                Math.round((double) middle / input.channels()),
                kernel,
                block.shortcut(),
                row.resolution()),
            input.channels()));
    return places;
  }

  @Override
  public Map<Dimension, Place> pool(PoolOp pool) {
    return size(List.of("pool", pool.input().channels()), pool.input().pixels());
  }

  @Override
  public Map<Dimension, Place> averagePool(AveragePoolOp pool) {
    return size(
        List.of("average", pool.input().channels(), pool.kernel(), pool.stride()),
        pool.input().pixels());
  }

  @Override
  public Map<Dimension, Place> add(AddOp add) {
    return size(List.of("add", add.input().channels(), add.terms()), add.input().pixels());
  }

  @Override
  public Map<Dimension, Place> activation(ActivationOp activation) {
    return size(
        List.of(activation.activation(), activation.input().channels()),
        activation.input().pixels());
  }

  @Override
  public Map<Dimension, Place> zero(ZeroOp zero) {
    return size(List.of("zero", zero.input().channels()), zero.input().pixels());
  }

  @Override
  public Map<Dimension, Place> linear(LinearOp linear) {
    return size(List.of("linear", linear.input().channels()), linear.outChannels());
  }

  private static Map<Dimension, Place> size(List<Object> rest, long size) {
    return Map.of(Dimension.SIZE, new Place(rest, size));
  }

  private static List<Object> like(MbConvOp block, Object... more) {
    List<Object> rest = new ArrayList<>(List.of(more));
    rest.addAll(
        List.of(block.stride(), block.activation(), block.squeezeExcite(), block.expansion()));
    return rest;
  }

  private static List<Object> like(ConvOp conv, Object... more) {
    List<Object> rest = new ArrayList<>(List.of(more));
    rest.addAll(List.of(conv.stride(), conv.groups(), conv.batchNorm(), conv.activation()));
    return rest;
  }
}
