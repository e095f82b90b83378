package io.edgenas.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import io.edgenas.data.Dataset;
import io.edgenas.data.source.DataSource;
import io.edgenas.images.Image;
import io.edgenas.images.Preprocessor;
import io.edgenas.images.format.ImageDecoder;
import io.edgenas.onnx.file.ExportedModel;
import io.edgenas.onnx.file.ModelMetadata;
import io.edgenas.onnx.runtime.OnnxModel;
import io.edgenas.onnx.runtime.RuntimeConfig;
import io.edgenas.space.file.Spaces;
import io.edgenas.supernet.policy.Policies;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as people have it, from photos to a file, without a line of code or YAML. */
class OwnImagesTest {
  /** Class of the bundled images that each folder shows; in the order of the labels. */
  private static final int[] SHOWN = {2, 8, 6};

  private static final List<String> LABELS =
      List.of("Pullover dick", "Tasche mit B\u00fcgel", "\u00c4rmel & Kragen");

  /** Twenty to one. */
  private static final int[] COUNTS = {240, 60, 12};

  private static final int JUDGED = 25;
  private static final int RGB = BufferedImage.TYPE_3BYTE_BGR;

  @TempDir private static Path temp;
  private static Path photos;
  private static Path supernet;
  private static Path model;
  private static CommandRun trained;

  @BeforeAll
  static void makePhotosAndTrain() throws IOException {
    photos = temp.resolve("meine Fotos");
    Dataset all = DataSource.open("bundled", temp, 28).train();
    for (int label = 0; label < LABELS.size(); label++) {
      int shown = SHOWN[label];
      int[] indices = IntStream.range(0, all.size()).filter(i -> all.label(i) == shown).toArray();
      Dataset pictures = all.select(Arrays.copyOf(indices, COUNTS[label] + 2 * JUDGED));
      writeOrdinary(label, pictures);
      if (label == 0) {
        writeOdd(folder("train", 0), pictures);
      }
    }
    try (InputStream webp = OwnImagesTest.class.getResourceAsStream("bag.webp")) {
      Files.copy(webp, folder("train", 1).resolve("from the web.webp"));
    }
    supernet = temp.resolve("supernet");
    trained = train(supernet);
    Path profile = SyntheticProfile.write(temp.resolve("profiles"), Spaces.builtIn("tiny"));
    model = temp.resolve("modell.onnx");
    CommandRun.succeeding(
        "extract",
        "--supernet",
        supernet.toString(),
        "--profile",
        profile.toString(),
        "--budget-ms",
        "0.5",
        "--evaluations",
        "500",
        "--out",
        model.toString());
  }

  private static Path folder(String part, int label) {
    return photos.resolve(part).resolve(LABELS.get(label));
  }

  /** JPEGs of 200 to 4,000 pixels. */
  private static void writeOrdinary(int label, Dataset pictures) throws IOException {
    String[] parts = {"train", "val", "test"};
    for (String part : parts) {
      Files.createDirectories(folder(part, label));
    }
    for (int i = 0; i < pictures.size(); i++) {
      int beyond = i - COUNTS[label];
      String part = beyond < 0 ? "train" : parts[1 + beyond % 2];
      int side = label == 0 && i == 6 ? 4_000 : i % 50 == 7 ? 1_000 : 200 + i % 40;
      BufferedImage photo = PhotoFile.photo(pictures.image(i), side, side * (3 + i % 3) / 4, RGB);
      Files.write(folder(part, label).resolve("IMG " + i + ".jpg"), PhotoFile.jpeg(photo));
    }
  }

  private static void writeOdd(Path folder, Dataset pictures) throws IOException {
    BufferedImage photo = PhotoFile.photo(pictures.image(0), 320, 240, RGB);
    byte[] jpeg = PhotoFile.jpeg(photo);
    Files.write(folder.resolve("turned.jpg"), PhotoFile.turnedJpeg(photo, 6));
    Files.write(folder.resolve("cmyk.jpg"), PhotoFile.cmykJpeg(photo));
    write(folder.resolve("grey.jpg"), pictures, BufferedImage.TYPE_BYTE_GRAY, "jpeg");
    write(folder.resolve("deep.png"), pictures, BufferedImage.TYPE_USHORT_GRAY, "png");
    write(folder.resolve("palette.png"), pictures, BufferedImage.TYPE_BYTE_INDEXED, "png");
    write(folder.resolve("old.bmp"), pictures, RGB, "bmp");
    write(folder.resolve("misnamed.jpg"), pictures, BufferedImage.TYPE_INT_ARGB, "png");
    Files.write(folder.resolve("truncated.jpg"), Arrays.copyOf(jpeg, jpeg.length / 2));
    Files.createFile(folder.resolve("zero.jpg"));
    Files.writeString(folder.resolve(".DS_Store"), "hidden");
    Files.write(folder.resolve("._IMG 1.jpg"), new byte[100]);
    Files.write(Files.createDirectory(folder.resolve(".previews")).resolve("1.jpg"), jpeg);
  }

  private static void write(Path file, Dataset pictures, int type, String format)
      throws IOException {
    Files.write(file, PhotoFile.of(PhotoFile.photo(pictures.image(1), 240, 300, type), format));
  }

  private static CommandRun train(Path out) {
    return CommandRun.succeeding(training(out).toArray(String[]::new));
  }

  private static List<String> training(Path out) {
    List<String> args = new ArrayList<>(List.of("train", "--data", "images:" + photos));
    args.addAll(List.of("--space", "tiny", "--out", out.toString(), "--json"));
    return args;
  }

  private static double balancedTop1(Path folder) {
    return CommandRun.succeeding(
            "evaluate",
            "--supernet",
            folder.toString(),
            "--data",
            "images:" + photos,
            Spaces.builtIn("tiny").largest().toString(),
            "--json")
        .objects()
        .get(0)
        .required("balanced_top1")
        .number(0, 1);
  }

  @Test
  void balancesTheClassesUnlessToldNotTo() throws IOException {
    assertTrue(trained.err().contains("balance: sampler"), trained.err());
    Path policy = temp.resolve("as-they-come.yaml");
    try (InputStream own = Policies.class.getResourceAsStream("tiny.yaml")) {
      String text = new String(own.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(policy, text + "balance: none\n");
    }
    Path unbalanced = temp.resolve("unbalanced");
    List<String> args = new ArrayList<>(training(unbalanced));
    args.addAll(List.of("--policy", policy.toString()));
    // It says always the same class, and train tells: the folder is there nevertheless.
    CommandRun guessing = CommandRun.of(args.toArray(String[]::new));
    assertEquals(1, guessing.exitCode(), guessing.out());
    assertTrue(guessing.out().contains("no better than guessing"), guessing.out());
    double without = balancedTop1(unbalanced);
    double with = balancedTop1(supernet);
    assertTrue(with >= without + 0.03, with + " is not 3 points above " + without);
  }

  @Test
  void announcesTheCacheAndDecodesOnce() throws IOException {
    assertTrue(trained.err().contains("decoding 470 images, once, into "), trained.err());
    Path cache = supernet.resolve("images/images-20.pixels");
    assertTrue(Files.size(cache) > 470 * 20 * 20, "" + Files.size(cache));
    CommandRun again = train(supernet);
    assertFalse(again.err().contains("decoding"), again.err());
  }

  private static Set<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(temp)) {
      return files.collect(Collectors.toSet());
    }
  }

  @Test
  void aDryRunLeavesNothing() throws IOException {
    Set<Path> before = everything();
    List<String> args = new ArrayList<>(training(temp.resolve("new/supernet")));
    args.add("--dry-run");
    CommandRun run = CommandRun.succeeding(args.toArray(String[]::new));
    assertTrue(run.err().contains("decoding 470 images"), run.err());
    assertEquals(before, everything());
  }

  @Test
  void listsTheTwoUnreadableImagesOnce() {
    String line =
        trained.err().lines().filter(text -> text.contains("cannot be read")).toList().get(0);
    assertEquals(trained.err().indexOf("zero.jpg"), trained.err().lastIndexOf("zero.jpg"));
    assertTrue(line.startsWith("warning: 2 of 472 images cannot be read ("), line);
    assertTrue(line.contains("truncated.jpg: ") && line.contains("zero.jpg: "), line);
  }

  @Test
  void givesItsLabelsToTheFile() {
    assertEquals(LABELS, ExportedModel.metadata(model).labels());
    try (OnnxModel file = OnnxModel.load(model, RuntimeConfig.DEFAULT)) {
      Document labels = Document.parse(file.metadata().get("edgenas.labels"), "labels");
      assertEquals(LABELS, labels.texts(10));
    }
  }

  private static float[] scores(OnnxModel file, Image image) {
    ModelMetadata metadata = ExportedModel.metadata(model);
    return file.run(new Preprocessor(metadata.input()).toChw(image), 1);
  }

  private static int best(float[] scores) {
    return IntStream.range(0, scores.length)
        .reduce((a, b) -> scores[b] > scores[a] ? b : a)
        .getAsInt();
  }

  private static double distance(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).sum();
  }

  @Test
  void predictsTheSameForATurnedCopy() throws IOException {
    Dataset all = DataSource.open("bundled", temp, 28).test();
    double turned = 0;
    double ignored = 0;
    try (OnnxModel file = OnnxModel.load(model, RuntimeConfig.DEFAULT)) {
      for (int i = 0; i < 14; i++) {
        int orientation = 2 + i % 7;
        BufferedImage photo = PhotoFile.photo(all.image(i), 208, 160, RGB);
        byte[] jpeg = PhotoFile.turnedJpeg(photo, orientation);
        float[] expected =
            scores(file, ImageDecoder.decode("upright", PhotoFile.turnedJpeg(photo, 1)));
        float[] found = scores(file, ImageDecoder.decode("turned", jpeg));
        assertEquals(best(expected), best(found), "image " + i + ", orientation " + orientation);
        turned += distance(expected, found);
        jpeg[PhotoFile.ORIENTATION_AT] = 1;
        ignored += distance(expected, scores(file, ImageDecoder.decode("ignored", jpeg)));
      }
    }
    assertTrue(turned < ignored / 10, "scores differ by " + turned + ", unturned by " + ignored);
  }

  @Test
  void reportsWhatIsInTheFolder() {
    Document report = CommandRun.succeeding("data", "images:" + photos, "--json").objects().get(0);
    assertEquals(470, report.required("images").integer(0, 1_000));
    assertEquals(247, report.required("classes").list(9).get(0).required("train").integer(0, 999));
    assertEquals(247.0 / 12, report.required("imbalance").number(0, 1e9));
    assertEquals("sampler", report.required("balance").text());
    assertEquals(1, report.required("formats").required("WEBP").integer(0, 9));
    assertEquals(3, report.required("formats").required("PNG").integer(0, 9));
    assertEquals(1, report.required("formats").required("BMP").integer(0, 9));
    assertEquals(2, report.required("unreadable").list(9).size());
    Document misnamed = report.required("misnamed").list(9).get(0);
    assertTrue(misnamed.required("file").text().endsWith("misnamed.jpg"));
    assertEquals(4_000, report.required("width").required("max").integer(0, 9_999));
  }

  @Test
  void predictionsComeFromTheContentOnly() throws IOException {
    Path there = folder("train", 0).resolve("misnamed.jpg");
    Path renamed = Files.copy(there, temp.resolve("rightly named.png"));
    try (OnnxModel file = OnnxModel.load(model, RuntimeConfig.DEFAULT)) {
      assertArrayEquals(
          scores(file, ImageDecoder.decode(there)), scores(file, ImageDecoder.decode(renamed)));
    }
  }
}
