package io.edgenas.supernet.elastic;

import io.edgenas.network.Layer;
import io.edgenas.operation.ActivationOp;
import io.edgenas.operation.AddOp;
import io.edgenas.operation.AveragePoolOp;
import io.edgenas.operation.Cases;
import io.edgenas.operation.ConvOp;
import io.edgenas.operation.LinearOp;
import io.edgenas.operation.MbConvOp;
import io.edgenas.operation.PoolOp;
import io.edgenas.operation.ZeroOp;
import java.util.Optional;

/** The inverted bottleneck that a layer is: the one kind with an elastic kernel and middle. */
final class Bottleneck implements Cases<Optional<MbConvOp>> {
  private static final Bottleneck CASES = new Bottleneck();

  private Bottleneck() {}

  /** Empty where the layer is of another kind. */
  static Optional<MbConvOp> of(Layer layer) {
    return layer.operation().on(CASES);
  }

  @Override
  public Optional<MbConvOp> conv(ConvOp conv) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> mbConv(MbConvOp block) {
    return Optional.of(block);
  }

  @Override
  public Optional<MbConvOp> pool(PoolOp pool) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> averagePool(AveragePoolOp pool) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> add(AddOp add) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> activation(ActivationOp activation) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> zero(ZeroOp zero) {
    return Optional.empty();
  }

  @Override
  public Optional<MbConvOp> linear(LinearOp linear) {
    return Optional.empty();
  }
}
