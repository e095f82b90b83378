package io.edgenas.base.input;

import io.edgenas.base.value.InvalidValueException;
import java.util.Optional;

/**
 * Input that cannot be accepted: a malformed file, a value out of range, an unknown name.
 *
 * <p>The message is written for the person who made the input: it names the thing, the value, what
 * is allowed and what to do. Commands print it alone and exit with code 2. A defect of ours is
 * none: see {@link InvalidValueException}.
 *
 * <p>The place is where in the input the problem stands, from the outside in: {@code space.yaml:7:
 * stages[1]}. The message is {@code place: problem}.
 */
public class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String JOINT = ": ";

  private final String place;
  private final String problem;

  /** Makes one whose place is not known here; whoever knows it adds it with {@link #at}. */
  public BadInputException(String problem) {
    this(problem, null);
  }

  /** The same, with what made it known. */
  public BadInputException(String problem, Throwable cause) {
    this("", problem, problem, cause);
  }

  private BadInputException(String place, String problem, String message, Throwable cause) {
    super(message, cause);
    this.place = place;
    this.problem = problem;
  }

  /** What is wrong at a place. */
  public static BadInputException of(String place, String problem) {
    return of(place, problem, null);
  }

  /** What is wrong at a place, with what made it known. */
  public static BadInputException of(String place, String problem, Throwable cause) {
    return new BadInputException(place, problem, place + JOINT + problem, cause);
  }

  /**
   * What is wrong with a file as a whole, as a sentence of which the file is the subject: {@code
   * a.pt has no data.pkl}. The sentence is the message.
   */
  public static BadInputException naming(String place, String sentence) {
    return naming(place, sentence, null);
  }

  /** The same, with what made it known. */
  public static BadInputException naming(String place, String sentence, Throwable cause) {
    return new BadInputException(place, sentence, sentence, cause);
  }

  /** What is wrong and what to do. */
  public String problem() {
    return problem;
  }

  /** Where it stands; empty where nobody has said so, or the problem says it in its own words. */
  public Optional<String> place() {
    return Optional.of(place).filter(known -> !known.isEmpty());
  }

  /** Whether the place is this one or lies in it: a line of that file, a file of that folder. */
  public boolean isIn(String outer) {
    if (!place.startsWith(outer)) {
      return false;
    }
    return place.length() == outer.length() || ":/".indexOf(place.charAt(outer.length())) >= 0;
  }

  /**
   * The same problem with its place; one that {@link #isIn} that place has it already, and stays as
   * it is. Of another one, the place given is the outer: {@code data.csv:3} at {@code plan.yaml:7:
   * data} is {@code plan.yaml:7: data: data.csv:3}.
   */
  public BadInputException at(String outer) {
    if (isIn(outer)) {
      return this;
    }
    boolean saysItself = getMessage().equals(problem);
    return of(saysItself ? outer : outer + JOINT + place, problem, this);
  }
}
