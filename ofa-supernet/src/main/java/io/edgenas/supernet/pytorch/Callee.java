package io.edgenas.supernet.pytorch;

import io.edgenas.base.input.BadInputException;
import io.edgenas.base.input.Check;
import io.edgenas.supernet.pytorch.PickleValues.Dict;
import io.edgenas.supernet.pytorch.PickleValues.Sequence;
import io.edgenas.supernet.pytorch.PickleValues.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions and classes that a pickle may name; each is carried out here, in Java. */
sealed interface Callee {

  /**
   * What Python's function would give for these arguments.
   *
   * @throws BadInputException if they are not what PyTorch writes
   */
  Object call(List<Object> arguments);

  /**
   * The callee of that name.
   *
   * @throws BadInputException naming it, if it is not one of the few
   */
  static Callee of(String module, String name) {
    if (module.equals("collections") && name.equals("OrderedDict")) {
      return new NewDict();
    }
    if (module.equals("torch._utils") && name.equals("_rebuild_tensor_v2")) {
      return new RebuildTensor();
    }
    if (module.equals("torch._utils") && name.equals("_rebuild_parameter")) {
      return new RebuildParameter();
    }
    if (module.equals("torch")) {
      Optional<ElementType> type = ElementType.ofClass(name);
      if (type.isPresent()) {
        return new StorageClass(type.get());
      }
    }
    throw new BadInputException(
        "it asks for "
            + Check.shown(module + "." + name)
            + ", which is refused: only tensors and plain containers are read, and nothing of the"
            + " file is run; save the model's state_dict() with torch.save");
  }

  /** {@code collections.OrderedDict()}. */
  record NewDict() implements Callee {
    @Override
    public Object call(List<Object> arguments) {
      requireCount(arguments, 0, 0, "OrderedDict");
      return new Dict();
    }
  }

  /** A storage's class: named in references, never called. */
  record StorageClass(ElementType type) implements Callee {
    @Override
    public Object call(List<Object> arguments) {
      throw new BadInputException("it calls torch." + type.className() + ", which is refused");
    }
  }

  /** {@code _rebuild_parameter(data, requires_grad, backward_hooks)}: the data. */
  record RebuildParameter() implements Callee {
    @Override
    public Object call(List<Object> arguments) {
      requireCount(arguments, 3, 3, "_rebuild_parameter");
      if (arguments.get(0) instanceof TorchTensor tensor) {
        return tensor;
      }
      throw new BadInputException("_rebuild_parameter gets something that is no tensor");
    }
  }

  /**
   * {@code _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad,
   * backward_hooks[, metadata])}; of the last three nothing is needed.
   */
  record RebuildTensor() implements Callee {
    @Override
    public Object call(List<Object> arguments) {
      requireCount(arguments, 6, 7, "_rebuild_tensor_v2");
      if (!(arguments.get(0) instanceof StorageRef storage)
          || !(arguments.get(1) instanceof Long offset)) {
        throw new BadInputException("_rebuild_tensor_v2 gets no storage and offset");
      }
      List<Integer> shape = new ArrayList<>();
      for (long side : numbers(arguments.get(2), "shape")) {
        if (side != (int) side) {
          throw new BadInputException("a tensor has a side of " + side);
        }
        shape.add((int) side);
      }
      return new TorchTensor(storage, offset, shape, numbers(arguments.get(3), "stride"));
    }

    private static List<Long> numbers(Object value, String what) {
      List<Object> items;
      if (value instanceof Tuple tuple) {
        items = tuple.items();
      } else if (value instanceof Sequence sequence) {
        items = sequence.items();
      } else {
        throw new BadInputException("the " + what + " of a tensor is no tuple");
      }
      if (items.size() > TorchTensor.MAX_DIMENSIONS) {
        throw new BadInputException("a tensor has " + items.size() + " dimensions");
      }
      List<Long> numbers = new ArrayList<>();
      for (Object item : items) {
        if (!(item instanceof Long number)) {
          throw new BadInputException("the " + what + " of a tensor has no whole numbers");
        }
        numbers.add(number);
      }
      return numbers;
    }
  }

  private static void requireCount(List<Object> arguments, int min, int max, String name) {
    if (arguments.size() < min || arguments.size() > max) {
      throw new BadInputException(name + " gets " + arguments.size() + " arguments");
    }
  }
}
