package io.edgenas.profiler.verify;

import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.onnx.runtime.RuntimeFields;
import io.edgenas.profiler.measure.Interval;
import io.edgenas.profiler.verify.ModelVerifier.Measured;
import io.edgenas.profiler.verify.ModelVerifier.Verdict;
import io.edgenas.profiler.verify.ModelVerifier.Verification;
import io.edgenas.profiler.verify.Pace.Trust;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A timing task and its result in messages between processes. */
final class TimingFields {
  private TimingFields() {}

  static void write(DataOutputStream out, FileTimer.Task task) throws IOException {
    out.writeUTF(task.source());
    RuntimeFields.write(out, task.config());
    out.writeBoolean(task.usual().isPresent());
    if (task.usual().isPresent()) {
      UsualPace usual = task.usual().get();
      out.writeDouble(usual.usualUs());
      out.writeByte(usual.trust().ordinal());
      out.writeInt(usual.sentinel().length);
      out.write(usual.sentinel());
    }
    write(out, task.budgetMs());
    out.writeLong(task.limit().toNanos());
  }

  static FileTimer.Task readTask(DataInputStream in) throws IOException {
    String source = in.readUTF();
    RuntimeConfig config = RuntimeFields.read(in);
    Optional<UsualPace> usual = in.readBoolean() ? Optional.of(readUsual(in)) : Optional.empty();
    return new FileTimer.Task(
        source, config, usual, readOptional(in), Duration.ofNanos(in.readLong()));
  }

  private static UsualPace readUsual(DataInputStream in) throws IOException {
    double usualUs = in.readDouble();
    Trust trust = Trust.values()[in.readByte()];
    return new UsualPace(in.readNBytes(in.readInt()), usualUs, trust);
  }

  static void write(DataOutputStream out, Verification verification) throws IOException {
    out.writeByte(verification.verdict().ordinal());
    write(out, verification.budgetMs());
    write(out, verification.asTimed());
    out.writeBoolean(verification.corrected().isPresent());
    if (verification.corrected().isPresent()) {
      write(out, verification.corrected().get());
    }
    write(out, verification.slowness());
    out.writeLong(verification.runs());
    out.writeDouble(verification.seconds());
  }

  static Verification readVerification(DataInputStream in) throws IOException {
    return new Verification(
        Verdict.values()[in.readByte()],
        readOptional(in),
        readMeasured(in),
        in.readBoolean() ? Optional.of(readMeasured(in)) : Optional.empty(),
        readOptional(in),
        in.readLong(),
        in.readDouble());
  }

  private static void write(DataOutputStream out, Measured measured) throws IOException {
    out.writeByte(measured.verdict().ordinal());
    out.writeDouble(measured.medianMs());
    out.writeDouble(measured.p90Ms());
    out.writeDouble(measured.intervalMs().low());
    out.writeDouble(measured.intervalMs().high());
  }

  private static Measured readMeasured(DataInputStream in) throws IOException {
    return new Measured(
        Verdict.values()[in.readByte()],
        in.readDouble(),
        in.readDouble(),
        new Interval(in.readDouble(), in.readDouble()));
  }

  private static void write(DataOutputStream out, OptionalDouble value) throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      out.writeDouble(value.getAsDouble());
    }
  }

  private static OptionalDouble readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }
}
