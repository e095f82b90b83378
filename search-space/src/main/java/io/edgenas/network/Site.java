package io.edgenas.network;

import java.util.List;
import java.util.OptionalInt;

/**
 * Says where a layer stands in its network, and what was chosen there. Every family of networks
 * says so in these terms, so that whoever compares layers knows no family and reads no layer's
 * name.
 *
 * @param part of the network
 * @param stage counted from 0; empty outside the stages
 * @param block within the stage, counted from 0; empty outside the stages
 * @param choices that made the layer what it is, in the family's order
 */
public record Site(Part part, OptionalInt stage, OptionalInt block, List<Choice> choices) {
  /** A layer of the stem. */
  public static final Site STEM = outsideStages(Part.STEM);

  /** A layer of the body that belongs to no stage, or that stands in no network. */
  public static final Site BODY = outsideStages(Part.BODY);

  /** A layer of the head. */
  public static final Site HEAD = outsideStages(Part.HEAD);

  /** The rough order of every network. */
  public enum Part {
    /** What takes the image. */
    STEM,
    /** What most layers belong to. */
    BODY,
    /** What ends in the scores. */
    HEAD
  }

  /**
   * Something that was chosen.
   *
   * @param name in messages, for example {@link #KERNEL}
   */
  public record Choice(String name, int value) {
    /** Name of a kernel size. */
    public static final String KERNEL = "kernel";

    /** Name of an expand ratio. */
    public static final String EXPAND = "expand ratio";

    /** Name of a number of output channels. */
    public static final String WIDTH = "width";
  }

  public Site {
    choices = List.copyOf(choices);
  }

  private static Site outsideStages(Part part) {
    return new Site(part, OptionalInt.empty(), OptionalInt.empty(), List.of());
  }

  /** A block of a stage; both are counted from 0. */
  public static Site ofBlock(int stage, int block, List<Choice> choices) {
    return new Site(Part.BODY, OptionalInt.of(stage), OptionalInt.of(block), choices);
  }

  /** Whether this is that stage, counted from 0. */
  public boolean isIn(int stageIndex) {
    return stage.isPresent() && stage.getAsInt() == stageIndex;
  }

  /** Whether this is that block of that stage, both counted from 0. */
  public boolean isIn(int stageIndex, int blockIndex) {
    return isIn(stageIndex) && block.getAsInt() == blockIndex;
  }

  /** The value of the choice of that name; empty where there was none. */
  public OptionalInt choice(String name) {
    for (Choice choice : choices) {
      if (choice.name().equals(name)) {
        return OptionalInt.of(choice.value());
      }
    }
    return OptionalInt.empty();
  }
}
