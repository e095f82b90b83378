package io.edgenas.search.strategy.controller;

import io.edgenas.network.Arch;
import io.edgenas.search.Candidate;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The batches of one {@link ReinforceSearch}. */
final class Reinforcement {
  private static final int MAX_STALE_BATCHES = 10;
  private static final int MAX_EMPTY_TRAININGS = 3;

  private final ReinforceOptions options;
  private final SearchSession session;
  private final DecisionCode code;
  private final Map<Arch, Double> rewards = new HashMap<>();
  private Candidate best;

  Reinforcement(ReinforceOptions options, SearchSession session) {
    this.options = options;
    this.session = session;
    this.code = new DecisionCode(session.problem());
    this.best = session.start();
    remember(session.candidates());
  }

  private void remember(Collection<Candidate> evaluated) {
    for (Candidate each : evaluated) {
      rewards.put(each.arch(), each.top1());
      best = Candidate.BEST_FIRST.compare(each, best) < 0 ? each : best;
    }
  }

  /** Trains one controller after the other. */
  void run() {
    int empty = 0;
    while (session.remaining() > 0 && empty < MAX_EMPTY_TRAININGS) {
      int before = session.remaining();
      train(new Controller(options, code, session.random()));
      empty = session.remaining() == before ? empty + 1 : 0;
    }
  }

  /** Trains until the controller draws nothing new. */
  private void train(Controller controller) {
    int stale = 0;
    while (session.remaining() > 0 && stale < MAX_STALE_BATCHES) {
      int before = session.remaining();
      controller.learn(batch(controller));
      stale = session.remaining() == before ? stale + 1 : 0;
    }
  }

  private List<Lesson> batch(Controller controller) {
    List<Measured> drawn =
        session.measure(Stream.generate(controller::draw).limit(options.batch()).toList());
    List<Measured> batch = new ArrayList<>(drawn.stream().filter(Measured::feasible).toList());
    batch.addAll(
        repaired(
            drawn.stream().filter(each -> !each.feasible()).map(Measured::arch).toList(),
            controller));
    remember(session.evaluate(batch));
    return batch.stream()
        .filter(each -> rewards.containsKey(each.arch()))
        .map(each -> new Lesson(code.read(each.arch()), rewards.get(each.arch())))
        .toList();
  }

  /** As many as there are misfits, or fewer: these, others from the controller, or pulled ones. */
  private Collection<Measured> repaired(List<Arch> misfits, Controller controller) {
    Deque<Arch> open = new ArrayDeque<>(misfits);
    return session.fresh(
        misfits.size(),
        () -> new Draft(open.isEmpty() ? controller.draw() : open.remove(), best.arch()));
  }
}
