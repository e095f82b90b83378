package io.edgenas.profiler.command;

import io.edgenas.console.Texts;
import io.edgenas.profile.ProfileIdentity;
import io.edgenas.profiler.Bench;
import io.edgenas.profiler.ProfilePlan;
import io.edgenas.space.SearchSpace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plan of a profiling run, for people and for machines. */
final class PlanTexts {
  private PlanTexts() {}

  static String describe(
      ProfilePlan plan,
      Path folder,
      Bench bench,
      ProfileIdentity identity,
      SearchSpace searchSpace) {
    StringBuilder text = new StringBuilder();
    text.append(
        Texts.format(
            "profile of %s on %s (%s, %s) into %s%n",
            searchSpace.name(),
            identity.deviceId(),
            identity.cpu(),
            identity.configuration(),
            folder));
    text.append(
        Texts.format(
            "  operations  %5d to measure, %d there, %s%n",
            plan.operations().size(), plan.operationsDone(), Texts.time(plan.operationsTime())));
    text.append(
        Texts.format(
            "  networks    %5d to measure, %d there, %s%n",
            plan.networks().size(), plan.networksDone(), Texts.time(plan.networksTime())));
    text.append(
        Texts.format(
            "  call overhead %.1f us, timer step %d ns",
            bench.callOverheadUs(), bench.timerStepNanos()));
    if (plan.isEmpty()) {
      text.append(Texts.format("%n  nothing is left to measure"));
    } else if (plan.leastTime().compareTo(plan.limit()) > 0) {
      text.append(
          Texts.format(
              "%n  everything needs about %s at least: this run will not complete the profile",
              Texts.time(plan.leastTime())));
    }
    return text.toString();
  }

  static Map<String, Object> toJson(
      ProfilePlan plan,
      Path folder,
      Bench bench,
      ProfileIdentity identity,
      SearchSpace searchSpace) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("profile", folder.toString());
    json.put("device", identity.deviceId());
    json.put("configuration", identity.configuration());
    json.put("space", searchSpace.name());
    json.put("operations", plan.operations().size());
    json.put("operations_there", plan.operationsDone());
    json.put("operations_seconds", plan.operationsTime().toMillis() / 1e3);
    json.put("networks", plan.networks().size());
    json.put("networks_there", plan.networksDone());
    json.put("networks_seconds", plan.networksTime().toMillis() / 1e3);
    json.put("least_seconds", plan.leastTime().toMillis() / 1e3);
    json.put("call_overhead_us", bench.callOverheadUs());
    json.put("timer_step_ns", bench.timerStepNanos());
    return json;
  }
}
