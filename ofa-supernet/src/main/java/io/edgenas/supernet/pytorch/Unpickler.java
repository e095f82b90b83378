package io.edgenas.supernet.pytorch;

import io.edgenas.supernet.pytorch.PickleValues.Dict;
import io.edgenas.supernet.pytorch.PickleValues.None;
import io.edgenas.supernet.pytorch.PickleValues.Sequence;
import io.edgenas.supernet.pytorch.PickleValues.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickle machine (Python's {@code pickletools} describes the operations) that knows what
 * PyTorch's protocols 2 to 5 need for tensors and plain containers. Every other operation, and
 * every global but those of {@link Callee}, is refused by name before anything is done.
 *
 * <p>An operation puts at most one object on the stack, and their number is bounded, so memory is
 * too; there is no recursion, neither here nor in the objects made.
 */
final class Unpickler {
  private static final int MAX_OPERATIONS = 1_000_000;
  private static final int MAX_PROTOCOL = 5;
  private static final int MAX_INTEGER_BYTES = 16;
  private static final Object MARK = new Object();

  private final PickleInput in;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Long, Object> memo = new HashMap<>();

  private final Map<String, StorageRef> storages = new LinkedHashMap<>();

  private Unpickler(PickleInput in) {
    this.in = in;
  }

  /**
   * What a pickle holds.
   *
   * @param storages all that it refers to, by key
   */
  record Unpickled(Object root, Map<String, StorageRef> storages) {}

  /**
   * Reads the pickle that begins here; the input then stands behind it.
   *
   * @throws io.edgenas.base.input.BadInputException naming file, byte and what is refused
   */
  static Unpickled load(PickleInput in) {
    Unpickler unpickler = new Unpickler(in);
    return new Unpickled(unpickler.load(), unpickler.storages);
  }

  private Object load() {
    for (int i = 0; i < MAX_OPERATIONS; i++) {
      int operation = in.unsignedByte();
      if (operation == '.') {
        Object result = pop();
        if (!stack.isEmpty()) {
          throw in.error("the pickle leaves more than one object");
        }
        return result;
      }
      run(operation);
    }
    throw in.error("the pickle has more than " + MAX_OPERATIONS + " operations");
  }

  private void run(int operation) {
    switch (operation) {
      case 0x80 -> protocol(in.unsignedByte());
      case 0x95 -> in.int64(); // FRAME: a hint for buffering
      case '(' -> stack.add(MARK);
      case 'N' -> stack.add(None.NONE);
      case 0x88 -> stack.add(true);
      case 0x89 -> stack.add(false);
      case 'J' -> stack.add((long) in.int32());
      case 'K' -> stack.add((long) in.unsignedByte());
      case 'M' -> stack.add((long) in.unsignedShort());
      case 0x8a -> stack.add(integer(in.unsignedByte()));
      case 'G' -> stack.add(in.float64());
      case 'X' -> stack.add(in.text(in.unsignedInt()));
      case 0x8c -> stack.add(in.text(in.unsignedByte()));
      case 0x8d -> stack.add(in.text(in.int64()));
      case ')' -> stack.add(new Tuple(List.of()));
      case 't' -> stack.add(new Tuple(popToMark()));
      case 0x85 -> stack.add(new Tuple(pop(1)));
      case 0x86 -> stack.add(new Tuple(pop(2)));
      case 0x87 -> stack.add(new Tuple(pop(3)));
      case ']' -> stack.add(new Sequence());
      case 'a' -> append(pop(1));
      case 'e' -> append(popToMark());
      case '}' -> stack.add(new Dict());
      case 's' -> put(pop(2));
      case 'u' -> put(popToMark());
      case 'q' -> memo.put((long) in.unsignedByte(), peek());
      case 'r' -> memo.put(in.unsignedInt(), peek());
      case 0x94 -> memo.put((long) memo.size(), peek());
      case 'h' -> stack.add(recall(in.unsignedByte()));
      case 'j' -> stack.add(recall(in.unsignedInt()));
      case 'c' -> global(in.line(), in.line());
      case 0x93 -> global(pop(2));
      case 'i' -> refuseInstance(in.line(), in.line());
      case 'R' -> call(pop(2));
      case 'b' -> build(pop(1));
      case 'Q' -> stack.add(storage(pop()));
      default -> throw in.error("operation " + PickleOperations.name(operation) + " is refused");
    }
  }

  private void protocol(int version) {
    if (version < 2 || version > MAX_PROTOCOL) {
      throw in.error("pickle protocol " + version + " is not read: 2 to " + MAX_PROTOCOL + " are");
    }
  }

  private Object integer(int count) {
    if (count > MAX_INTEGER_BYTES) {
      throw in.error("a whole number of " + count + " bytes");
    }
    byte[] bigEndian = in.bytes(count);
    for (int i = 0; i < count / 2; i++) {
      byte swapped = bigEndian[i];
      bigEndian[i] = bigEndian[count - 1 - i];
      bigEndian[count - 1 - i] = swapped;
    }
    BigInteger value = count == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  // ---- the stack

  private Object peek() {
    Object top = stack.isEmpty() ? MARK : stack.get(stack.size() - 1);
    if (top == MARK) {
      throw in.error("the pickle takes an object where there is none");
    }
    return top;
  }

  private Object pop() {
    Object top = peek();
    stack.remove(stack.size() - 1);
    return top;
  }

  /** The topmost objects, lowest first. */
  private List<Object> pop(int count) {
    Object[] popped = new Object[count];
    for (int i = count - 1; i >= 0; i--) {
      popped[i] = pop();
    }
    return List.of(popped);
  }

  private List<Object> popToMark() {
    int mark = stack.lastIndexOf(MARK); // identity: no object here defines equality by content
    if (mark < 0) {
      throw in.error("the pickle takes objects up to a mark that was never set");
    }
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> popped = List.copyOf(above);
    above.clear();
    stack.remove(mark);
    return popped;
  }

  private Object recall(long index) {
    Object found = memo.get(index);
    if (found == null) {
      throw in.error("the pickle recalls object " + index + ", which it has not kept");
    }
    return found;
  }

  // ---- containers

  private void append(List<Object> items) {
    if (!(peek() instanceof Sequence sequence)) {
      throw in.error("the pickle appends to something that is no list");
    }
    sequence.items().addAll(items);
  }

  private void put(List<Object> keysAndValues) {
    if (!(peek() instanceof Dict dict) || keysAndValues.size() % 2 != 0) {
      throw in.error("the pickle sets items of something that is no dict");
    }
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      Object key = keysAndValues.get(i);
      if (!(key instanceof String) && !(key instanceof Long)) {
        throw in.error("a dict has a key that is neither text nor whole number");
      }
      if (dict.fields().put(key, keysAndValues.get(i + 1)) != null) {
        throw in.error("a dict has a key twice");
      }
    }
  }

  /** State is only ever given to an {@code OrderedDict} (its version notes): it is dropped. */
  private void build(List<Object> state) {
    if (!(peek() instanceof Dict) || !(state.get(0) instanceof Dict)) {
      throw in.error("operation BUILD on something that is no dict is refused");
    }
  }

  // ---- what Python would look up, call or load

  private void global(List<Object> moduleAndName) {
    if (!(moduleAndName.get(0) instanceof String module)
        || !(moduleAndName.get(1) instanceof String name)) {
      throw in.error("operation STACK_GLOBAL without two texts is refused");
    }
    global(module, name);
  }

  private void global(String module, String name) {
    stack.add(in.make(() -> Callee.of(module, name)));
  }

  private void refuseInstance(String module, String name) {
    in.make(() -> Callee.of(module, name));
    throw in.error("operation INST is refused");
  }

  private void call(List<Object> calleeAndArguments) {
    if (!(calleeAndArguments.get(0) instanceof Callee callee)
        || !(calleeAndArguments.get(1) instanceof Tuple arguments)) {
      throw in.error("operation REDUCE on something that is no function is refused");
    }
    stack.add(in.make(() -> callee.call(arguments.items())));
  }

  /** {@code ('storage', class, key, location, count[, view])}. */
  private StorageRef storage(Object id) {
    if (id instanceof Tuple tuple
        && (tuple.items().size() == 5 || tuple.items().size() == 6)
        && "storage".equals(tuple.items().get(0))
        && tuple.items().get(1) instanceof Callee.StorageClass storage
        && tuple.items().get(2) instanceof String key
        && tuple.items().get(4) instanceof Long count) {
      if (tuple.items().size() == 6 && tuple.items().get(5) != None.NONE) {
        throw in.error("storage " + key + " is a view of another: save it with a newer PyTorch");
      }
      StorageRef found = in.make(() -> new StorageRef(key, storage.type(), count));
      StorageRef known = storages.putIfAbsent(key, found);
      if (known != null && !known.equals(found)) {
        throw in.error("storage " + key + " is of two types or sizes");
      }
      return found;
    }
    throw in.error("a persistent object that is no storage is refused");
  }
}
