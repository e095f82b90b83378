package io.edgenas.supernet.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.supernet.pytorch.PickleValues.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pickles that would run something in Python, or eat memory, are refused by name. */
class HostilePickleTest {
  @TempDir Path temp;

  /**
   * @param part what the refusal names
   */
  private record Attack(String name, byte[] pickle, String part) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static PickleWriter begin() {
    return PickleWriter.begin();
  }

  private static PickleWriter command(PickleWriter pickle) {
    return pickle.text("touch /tmp/owned").raw(0x85);
  }

  static Stream<Attack> attacks() {
    return Stream.of(
        new Attack(
            "REDUCE", command(begin().global("posix", "system")).op('R').end(), "posix.system"),
        new Attack(
            "REDUCE of os", command(begin().global("os", "system")).op('R').end(), "os.system"),
        new Attack(
            "eval",
            begin().global("builtins", "eval").text("1").raw(0x85).op('R').end(),
            "builtins.eval"),
        new Attack(
            "Python 2",
            begin().global("__builtin__", "eval").text("1").raw(0x85).op('R').end(),
            "__builtin__.eval"),
        new Attack(
            "STACK_GLOBAL",
            command(begin().text("subprocess").text("Popen").raw(0x93)).op('R').end(),
            "subprocess.Popen"),
        new Attack(
            "dotted STACK_GLOBAL",
            begin().text("torch").text("_utils.os.system").raw(0x93).end(),
            "torch._utils.os.system"),
        new Attack(
            "STACK_GLOBAL of numbers", begin().number(1).number(2).raw(0x93).end(), "STACK_GLOBAL"),
        new Attack(
            "INST", begin().op('(').text("x").lines('i', "posix", "system").end(), "posix.system"),
        new Attack(
            "INST of what is allowed",
            begin().op('(').lines('i', "collections", "OrderedDict").end(),
            "INST"),
        new Attack(
            "OBJ", begin().op('(').global("posix", "system").text("x").op('o').end(), "posix"),
        new Attack(
            "OBJ of what is allowed",
            begin().op('(').global("collections", "OrderedDict").op('o').end(),
            "OBJ"),
        new Attack(
            "NEWOBJ", begin().global("posix", "system").op(')').raw(0x81).end(), "posix.system"),
        new Attack(
            "NEWOBJ of what is allowed",
            begin().global("collections", "OrderedDict").op(')').raw(0x81).end(),
            "NEWOBJ"),
        new Attack(
            "NEWOBJ_EX",
            begin().global("collections", "OrderedDict").op(')').op('}').raw(0x92).end(),
            "NEWOBJ_EX"),
        new Attack(
            "BUILD of a function",
            begin().global("torch._utils", "_rebuild_tensor_v2").op('}').op('b').end(),
            "BUILD"),
        new Attack("BUILD of a list", begin().op(']').op('}').op('b').end(), "BUILD"),
        new Attack(
            "BUILD with a callable", // __setstate__ through state
            begin().orderedDict().global("posix", "system").op('b').end(),
            "posix.system"),
        new Attack(
            "memo: a recalled function",
            begin()
                .global("posix", "system")
                .raw('q', 0)
                .op('N')
                .raw('h', 0)
                .text("x")
                .raw(0x85)
                .op('R')
                .end(),
            "posix.system"),
        new Attack(
            "memo: another object under the function's number",
            begin()
                .global("collections", "OrderedDict")
                .raw('q', 0)
                .text("posix")
                .raw('q', 0)
                .raw('h', 0)
                .op(')')
                .op('R')
                .end(),
            "REDUCE"),
        new Attack("memo: never kept", begin().raw('h', 7).end(), "object 7"),
        new Attack("EXT1", begin().raw(0x82, 1).end(), "EXT1"),
        new Attack("PERSID", begin().op('P').end(), "PERSID"),
        new Attack("persistent text", begin().text("x").op('Q').end(), "no storage"),
        new Attack(
            "storage of a stranger's class",
            begin().op('(').text("storage").global("ctypes", "CDLL").end(),
            "ctypes.CDLL"),
        new Attack(
            "called storage",
            begin().global("torch", "FloatStorage").number(9).raw(0x85).op('R').end(),
            "FloatStorage"),
        new Attack(
            "whole model", begin().global("ofa.imagenet", "OFAMobileNetV3").end(), "ofa.imagenet"),
        new Attack("bytes", begin().raw('C', 1, 0).end(), "SHORT_BINBYTES"),
        new Attack("unknown operation", begin().raw(0xfe).end(), "0xfe"),
        new Attack("text of 2^62 bytes", begin().textOf(1L << 62).end(), "cut off"),
        new Attack("text of -1 bytes", begin().textOf(-1).end(), "cut off"),
        new Attack("number of 255 bytes", begin().raw(0x8a, 255).end(), "255 bytes"),
        new Attack("empty stack", begin().op('R').end(), "there is none"),
        new Attack("no mark", begin().op('t').end(), "mark"),
        new Attack("mark as object", begin().op('(').op('.').end(), "there is none"),
        new Attack("key that is a tuple", begin().op('}').op(')').op('N').op('s').end(), "key"),
        new Attack("no end", begin().op('N').raw('(').end(), "there is none"));
  }

  private static String refusal(byte[] pickle) {
    return assertThrows(
            BadInputException.class, () -> Unpickler.load(new PickleInput(pickle, "net.pth")))
        .getMessage();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedInBothFormats(Attack attack) throws IOException {
    assertTrue(refusal(attack.pickle()).contains(attack.part()), refusal(attack.pickle()));
    for (byte[] bytes :
        List.of(
            TorchFiles.zip(attack.pickle(), List.of()),
            TorchFiles.legacy(attack.pickle(), List.of()))) {
      Path file = Files.write(temp.resolve("net.pth"), bytes);
      String message =
          assertThrows(BadInputException.class, () -> TorchCheckpoint.open(file)).getMessage();
      assertTrue(message.contains(attack.part()), message);
      assertTrue(message.startsWith(file.toString()), message);
    }
    assertTrue(Files.notExists(Path.of("/tmp/owned")));
  }

  @Test
  void doesNotFollowAListThatHoldsItself() {
    Object list =
        Unpickler.load(
                new PickleInput(begin().op(']').raw('q', 0).raw('h', 0).op('a').end(), "net.pth"))
            .root();
    assertEquals(1, ((Sequence) list).items().size());
  }

  @Test
  void nestingCostsNoStackOfOurs() {
    PickleWriter deep = begin().op(')');
    for (int i = 0; i < 400_000; i++) {
      deep.raw(0x85);
    }
    Unpickler.load(new PickleInput(deep.end(), "net.pth"));
  }

  @Test
  void sharedContainersAreNotExpanded() {
    PickleWriter laughs = begin().op(']').raw('q', 0);
    for (int i = 1; i < 200; i++) {
      laughs.op(']').raw('q', i).op('(');
      for (int j = 0; j < 10; j++) {
        laughs.raw('h', i - 1);
      }
      laughs.op('e');
    }
    for (int i = 1; i < 200; i++) {
      laughs.raw(0x86);
    }
    Unpickler.load(new PickleInput(laughs.end(), "net.pth"));
  }

  @Test
  void endsAfterSoManyOperations() {
    byte[] many = new byte[3_000_000];
    java.util.Arrays.fill(many, (byte) '}');
    assertTrue(refusal(many).contains("operations"));
  }
}
