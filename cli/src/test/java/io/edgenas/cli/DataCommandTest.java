package io.edgenas.cli;

import static io.edgenas.cli.BadInput.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.Document;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataCommandTest {
  @TempDir private static Path temp;

  @BeforeAll
  static void makeFolders() throws IOException {
    Files.createDirectories(temp.resolve("single/cats"));
    for (String name : List.of("ants", "bees")) {
      Path photos = Files.createDirectories(temp.resolve("broken").resolve(name));
      Files.writeString(photos.resolve("bad\u0007name.png"), "no image: \u001b[31m" + name);
    }
    for (String name : List.of("train/a", "train/b", "val/a", "c")) {
      Files.createDirectories(temp.resolve("mixed").resolve(name));
    }
    Files.writeString(temp.resolve("file"), "");
    for (String name : List.of("few/a", "few/b", "parts/train", "parts/test1")) {
      folderOfPictures(temp.resolve(name), 5);
    }
    folderOfPictures(temp.resolve("long/" + "x".repeat(201)), 40);
    folderOfPictures(temp.resolve("long/b"), 40);
    folderOfPictures(temp.resolve("blank/ "), 40);
    folderOfPictures(temp.resolve("blank/b"), 40);
  }

  private static void folderOfPictures(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      BufferedImage picture = new BufferedImage(30 + i, 20, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(i % 20, folder.toString().length() % 20, 0, 200);
      Files.write(folder.resolve(i + ".png"), PhotoFile.of(picture, "png"));
    }
  }

  static List<BadInput> refused() {
    return List.of(
        of("no data", "data", "DATA"),
        of("two data sets", "data bundled bundled", "bundled"),
        of("unknown form", "data photos", "'photos'", "images:DIR"),
        of("a folder alone", "data $/single", "$/single'", "is images:$/single"),
        of("missing folder", "data images:$/nowhere", "$/nowhere", "not a folder"),
        of("a file", "data images:$/file", "$/file", "not a folder"),
        of("one class", "data images:$/single", "1 class folders", "at least 2"),
        of("parts beside classes", "data images:$/mixed", "parts", "[train, val]", "folders [c]"),
        of("parts for classes", "data images:$/parts", "like parts", "[test1, train]", "0.png"),
        of("training on parts", "train --data images:$/parts --out $/out", "[test1, train]"),
        of("everything", "data images:/", "root of a file system"),
        of("the system", "data images:/proc", "state of the machine"),
        of("a long label", "data images:$/long", "$/long", "1 to 200 characters"),
        of("training on it", "train --data images:$/long --out $/out", "1 to 200 characters"),
        of("a blank label", "data images:$/blank", "blank name"),
        of("training on that", "train --data images:$/blank --out $/out", "blank name"),
        of(
            "too few for a step",
            "train --data images:$/few --out $/out",
            "fewer than the 64 of each step",
            "batch_size"),
        of("no idx files", "data idx:$/single", "train-images-idx3-ubyte"),
        of("no cifar files", "data cifar10:$/single", "data_batch_1.bin"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refuses(BadInput input) {
    input.in(temp).check();
  }

  @Test
  void refusesBeforeAnythingIsDecoded() {
    CommandRun run =
        CommandRun.of(
            "train", "--data", "images:" + temp.resolve("few"), "--out", temp + "/undecoded");
    assertEquals(2, run.exitCode(), run.err());
    assertFalse(run.err().contains("decoding"), run.err());
    assertFalse(Files.exists(temp.resolve("undecoded/images")));
  }

  @Test
  void endsWith1WhereThereAreTooFewImagesForAStep() {
    CommandRun run = CommandRun.of("data", "images:" + temp.resolve("few"));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("fewer than the 64 of each step in policy mobile-28"), run.out());
  }

  @Test
  void endsWith1WhereTrainingWouldRefuse() {
    CommandRun run = CommandRun.of("data", "images:" + temp.resolve("broken"));
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains("error: 2 of 2 images cannot be read"), run.out());
    assertTrue(run.out().contains("bad\\u0007name.png: the content is not an image"), run.out());
  }

  @Test
  void listsWhatAPersonShouldLookAt() throws IOException {
    Path bags = Files.createDirectories(temp.resolve("photos/Tasche mit B\u00fcgel"));
    Path boots = Files.createDirectories(temp.resolve("photos/boots"));
    for (int i = 0; i < 120; i++) {
      BufferedImage photo = new BufferedImage(80, 64 + i, BufferedImage.TYPE_BYTE_GRAY);
      Path folder = i % 6 == 0 ? boots : bags;
      Files.write(folder.resolve(i + ".png"), PhotoFile.of(photo, "png"));
    }
    Files.copy(bags.resolve("1.png"), bags.resolve("misnamed.jpg"));
    Files.copy(bags.resolve("2.png"), boots.resolve("2.png"));
    Files.createFile(boots.resolve("zero.jpg"));
    String text = CommandRun.succeeding("data", "images:" + temp.resolve("photos")).out();
    for (String part :
        List.of(
            "122 images in 2 classes",
            "Tasche mit B\u00fcgel",
            "balance: sampler",
            "unreadable, left out: 1",
            "zero.jpg: the file is empty (0 bytes)",
            "misnamed.jpg: PNG",
            "1 copies of images",
            "same image in several classes: 1",
            "122 grey, 0 colour; trains with 1",
            "of a single colour, damaged or decoded wrongly: 122",
            "--space mobile-96",
            "cache ")) {
      assertTrue(text.contains(part), part + " is missing in\n" + text);
    }
  }

  @Test
  void describesTheBundledImages() {
    Document report = CommandRun.succeeding("data", "bundled", "--json").objects().get(0);
    assertEquals(13_700, report.required("images").integer(0, 99_999));
    assertEquals("mobile-28", report.required("suggested_space").text());
    assertEquals(List.of(20, 24, 28), report.required("resolutions").integers(9, 1, 99));
    assertEquals("none", report.required("balance").text());
    assertEquals(0, report.required("cache_bytes").integer(0, 0));
  }
}
