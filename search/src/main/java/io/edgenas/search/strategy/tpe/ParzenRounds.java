package io.edgenas.search.strategy.tpe;

import io.edgenas.search.Candidate;
import io.edgenas.search.Draft;
import io.edgenas.search.Measured;
import io.edgenas.search.SearchSession;
import io.edgenas.search.strategy.part.DecisionCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rounds of one {@link TpeSearch}: learn, draw, evaluate. */
final class ParzenRounds {
  private static final int MAX_EMPTY_ROUNDS = 20;
  private static final int SAMPLES_PER_EVALUATION = 100;

  private final TpeOptions options;
  private final SearchSession session;
  private final DecisionCode code;
  private final List<Sample> samples = new ArrayList<>();

  private record Sample(Candidate candidate, List<Integer> choices) {}

  ParzenRounds(TpeOptions options, SearchSession session) {
    this.options = options;
    this.session = session;
    this.code = new DecisionCode(session.problem());
    add(session.candidates());
  }

  private void add(Collection<Candidate> evaluated) {
    evaluated.forEach(each -> samples.add(new Sample(each, code.read(each.arch()))));
  }

  void run() {
    int empty = 0;
    while (session.remaining() > 0 && empty < MAX_EMPTY_ROUNDS) {
      List<Candidate> evaluated = round();
      add(evaluated);
      empty = evaluated.isEmpty() ? empty + 1 : 0;
    }
  }

  private List<Candidate> round() {
    samples.sort(Comparator.comparing(Sample::candidate, Candidate.BEST_FIRST));
    int goods = (int) Math.ceil(options.gamma() * samples.size());
    ParzenModel model = ParzenModel.of(code, samples.stream().map(Sample::choices).toList(), goods);
    int batch = Math.min(session.remaining(), 1 + samples.size() / SAMPLES_PER_EVALUATION);
    return session.evaluate(
        drawn(model, goods, batch).stream()
            .sorted(Comparator.comparingDouble((Measured each) -> -model.promise(each.arch())))
            .limit(batch)
            .toList());
  }

  /** What is new and keeps the constraints of as many as are to be drawn; repaired if too few. */
  private Set<Measured> drawn(ParzenModel model, int goods, int batch) {
    Set<Measured> drawn =
        session
            .measure(
                Stream.generate(() -> model.draw(session.random()))
                    .limit((long) batch * options.candidates())
                    .toList())
            .stream()
            .filter(Measured::fresh)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    int missing = Math.max(0, batch - drawn.size());
    drawn.addAll(session.fresh(missing, () -> draft(model, goods)));
    return drawn;
  }

  private Draft draft(ParzenModel model, int goods) {
    Sample anchor = samples.get(session.random().nextInt(goods));
    return new Draft(model.draw(session.random()), anchor.candidate().arch());
  }
}
