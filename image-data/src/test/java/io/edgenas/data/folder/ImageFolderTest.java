package io.edgenas.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataSplits;
import io.edgenas.data.Dataset;
import io.edgenas.data.OpeningListener;
import io.edgenas.data.OpeningPlan;
import io.edgenas.data.Photos;
import io.edgenas.images.Image;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir Path temp;

  private Path photos() {
    return temp.resolve("photos");
  }

  private DataSplits open() {
    return ImageFolder.open(photos(), temp.resolve("cache"), median -> 16, OpeningListener.SILENT);
  }

  private void photos(String folder, int from, int count) throws IOException {
    Photos.write(photos().resolve(folder), from, count);
  }

  private static Set<Image> images(Dataset data) {
    Set<Image> images = new HashSet<>();
    for (int i = 0; i < data.size(); i++) {
      images.add(data.image(i));
    }
    return images;
  }

  /** Without those about classes, which such small ones may give reason for. */
  private static List<String> warnings(DataSplits data) {
    return data.warnings().stream().filter(text -> !text.startsWith("1 class ")).toList();
  }

  private String refusal() {
    return assertThrows(BadInputException.class, this::open).getMessage();
  }

  @Test
  void splitsByContentInRoughlyEightOneOne() throws IOException {
    photos("cat", 0, 120);
    photos("dog", 200, 80);
    DataSplits data = open();
    assertEquals(List.of("cat", "dog"), data.labels());
    assertEquals(200, data.train().size() + data.validation().size() + data.test().size());
    assertTrue(data.train().size() > 140 && data.train().size() < 180, "" + data.train().size());
    assertTrue(data.validation().size() > 5 && data.test().size() > 5);
    assertEquals(3, data.channels());
    assertEquals(16, data.nativeSize());
    assertEquals(List.of(), data.warnings());
  }

  @Test
  void staysTheSameWhenFilesAreRenamed() throws IOException {
    photos("cat", 0, 30);
    photos("dog", 100, 30);
    DataSplits before = open();
    try (Stream<Path> files = Files.list(photos().resolve("cat"))) {
      for (Path file : files.toList()) {
        Files.move(file, file.resolveSibling("z" + file.hashCode() + ".jpeg"));
      }
    }
    DataSplits after = open();
    assertEquals(before.fingerprint(), after.fingerprint());
    for (int i = 0; i < before.train().size(); i++) {
      assertEquals(before.train().image(i), after.train().image(i));
      assertEquals(before.train().label(i), after.train().label(i));
    }
  }

  @Test
  void movesNoImageToAnotherPartWhenSomeAreAdded() throws IOException {
    photos("cat", 0, 30);
    photos("dog", 100, 30);
    DataSplits before = open();
    photos("cat", 300, 20);
    DataSplits after = open();
    assertNotEquals(before.fingerprint(), after.fingerprint());
    assertTrue(images(after.train()).containsAll(images(before.train())));
    assertTrue(images(after.validation()).containsAll(images(before.validation())));
    assertTrue(images(after.test()).containsAll(images(before.test())));
  }

  @Test
  void takesThePartsThatTheFoldersGive() throws IOException {
    photos("train/cat", 0, 6);
    photos("train/dog", 10, 5);
    photos("val/cat", 20, 2);
    photos("val/dog", 30, 1);
    photos("test/dog", 40, 4);
    DataSplits data = open();
    assertEquals(11, data.train().size());
    assertEquals(3, data.validation().size());
    assertEquals(4, data.test().size());
    assertEquals(1, data.test().label(0));
  }

  @Test
  void cutsTheValidationPartFromTheTrainingPartWhereThereIsNone() throws IOException {
    photos("train/cat", 0, 20);
    photos("train/dog", 30, 20);
    photos("test/dog", 60, 4);
    DataSplits data = open();
    assertEquals(36, data.train().size());
    assertEquals(4, data.validation().size());
  }

  @Test
  void refusesTrainAndValBesideClasses() throws IOException {
    photos("train/cat", 0, 2);
    photos("val/cat", 4, 2);
    photos("bird", 8, 2);
    assertTrue(refusal().contains("bird"));
  }

  @Test
  void refusesAClassThatTrainingDoesNotHave() throws IOException {
    photos("train/cat", 0, 4);
    photos("train/dog", 4, 4);
    photos("val/cow", 8, 2);
    String message = refusal();
    assertTrue(message.contains("cow") && message.contains("[cat, dog]"), message);
  }

  @Test
  void refusesASingleClassAndAnEmptyOne() throws IOException {
    photos("cat", 0, 4);
    assertTrue(refusal().contains("at least 2"));
    Files.createDirectories(photos().resolve("dog"));
    String message = refusal();
    assertTrue(message.contains("class dog") && message.contains("no images"), message);
  }

  @Test
  void sortsClassesByCodePoint() throws IOException {
    // In UTF-16 order the emoji (a surrogate pair) would come before the full-width letter.
    List<String> names = List.of("Zebra", "apple", "\uff41", "\ud83d\ude00");
    for (int i = 0; i < names.size(); i++) {
      photos(names.get(i), i * 10, 8);
    }
    assertEquals(names, open().labels());
  }

  @Test
  void ignoresHiddenFilesAndLinksThatLeadOut() throws IOException {
    photos("cat", 0, 20);
    photos("dog", 100, 20);
    Files.writeString(photos().resolve("cat/.DS_Store"), "hidden");
    Files.createDirectories(photos().resolve(".git/objects"));
    Path secret = temp.resolve("secret.png");
    Photos.write(secret, 999, 20, 24);
    Files.createSymbolicLink(photos().resolve("cat/out.png"), secret);
    Files.createSymbolicLink(photos().resolve("cat/dangling.png"), temp.resolve("nowhere"));
    Files.createSymbolicLink(photos().resolve("dog/in.png"), photos().resolve("dog/photo-100.png"));
    DataSplits data = open();
    assertEquals(List.of("cat", "dog"), data.labels());
    assertEquals(41, data.train().size() + data.validation().size() + data.test().size());
    assertEquals(1, warnings(data).size());
    assertTrue(warnings(data).get(0).startsWith("2 symbolic links"), warnings(data).get(0));
  }

  @Test
  void ignoresWhatOperatingSystemsLeaveBehind() throws IOException {
    photos("cat", 0, 10);
    photos("dog", 100, 10);
    Files.writeString(photos().resolve("cat/Thumbs.db"), "previews");
    Files.createDirectories(photos().resolve("__MACOSX/cat"));
    DataSplits data = open();
    assertEquals(List.of("cat", "dog"), data.labels());
    assertEquals(List.of(), warnings(data));
  }

  @Test
  void saysWhatItDoesNotLookAt() throws IOException {
    photos("cat", 0, 10);
    photos("cat/more", 50, 3);
    photos("dog", 100, 10);
    Files.writeString(photos().resolve("README.txt"), "our photos");
    List<String> warnings = warnings(open());
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("1 files lie beside the class folders"));
    assertTrue(warnings.get(1).startsWith("1 folders lie inside class folders"));
  }

  @Test
  void readsTheNamesOfAMacsFileSystem() throws IOException {
    photos("A\u0308pfel", 0, 10);
    photos("Birnen", 100, 10);
    assertEquals(List.of("Birnen", "\u00c4pfel"), open().labels());
    photos("\u00c4pfel", 200, 10);
    assertTrue(refusal().contains("have the same name"));
  }

  @Test
  void warnsOfImagesInTwoClassesOrTwoParts() throws IOException {
    photos("train/cat", 0, 10);
    photos("train/dog", 100, 10);
    photos("val/cat", 200, 3);
    photos("val/dog", 300, 3);
    assertEquals(List.of(), open().warnings());
    Photos.write(photos().resolve("train/dog/again.png"), 3, 20, 24);
    Photos.write(photos().resolve("val/dog/seen.png"), 105, 20, 24);
    Photos.write(photos().resolve("train/cat/copy.png"), 4, 20, 24);
    List<String> warnings = open().warnings();
    assertEquals(2, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("1 images lie in several classes ("));
    assertTrue(warnings.get(0).contains("cat/photo-3.png = "), warnings.get(0));
    assertTrue(warnings.get(0).contains("dog/again.png"), warnings.get(0));
    assertTrue(warnings.get(1).contains("dog/photo-105.png = "), warnings.get(1));
    assertTrue(warnings.get(1).contains("val/dog/seen.png"), warnings.get(1));
  }

  @Test
  void leavesOutAFewUnreadableImagesAndNamesThem() throws IOException {
    photos("cat", 0, 60);
    photos("dog", 100, 60);
    Files.writeString(photos().resolve("cat/broken.png"), "no image");
    for (int run = 0; run < 2; run++) {
      DataSplits data = open();
      assertEquals(120, data.train().size() + data.validation().size() + data.test().size());
      assertEquals(1, data.warnings().size(), "run " + run);
      String warning = data.warnings().get(0);
      assertTrue(warning.contains("1 of 121") && warning.contains("broken.png"), warning);
    }
  }

  @Test
  void refusesAFolderWithManyUnreadableImages() throws IOException {
    photos("cat", 0, 30);
    photos("dog", 100, 30);
    Files.writeString(photos().resolve("cat/broken.png"), "no image");
    String message = refusal();
    assertTrue(message.contains("1 of 61") && message.contains("broken.png"), message);
  }

  @Test
  void shrinksLargeImagesToTheirShorterSide() throws IOException {
    for (int i = 0; i < 30; i++) {
      Photos.write(photos().resolve("cat/" + i + ".png"), i, 64, 40);
      Photos.write(photos().resolve("dog/" + i + ".png"), 100 + i, 10, 12);
    }
    Set<String> shapes = new HashSet<>();
    for (Image image : images(open().train())) {
      shapes.add(image.width() + "x" + image.height());
    }
    assertEquals(Set.of("26x16", "10x12"), shapes);
  }

  @Test
  void asksForTheSizeBeforeItDecodes() throws IOException {
    for (int i = 0; i < 30; i++) {
      Photos.write(photos().resolve("cat/" + i + ".png"), i, 64, 40);
      Photos.write(photos().resolve("dog/" + i + ".png"), 100 + i, 41, 70);
    }
    List<Integer> asked = new ArrayList<>();
    Path cache = temp.resolve("cache");
    OpeningPlan half =
        median -> {
          assertFalse(Files.exists(cache));
          asked.add(median);
          return median / 2;
        };
    DataSplits data = ImageFolder.open(photos(), cache, half, OpeningListener.SILENT);
    assertEquals(List.of(41), asked);
    assertEquals(20, data.nativeSize());
  }

  @Test
  void keepsGreyImagesGrey() throws IOException {
    for (String name : List.of("cat", "dog")) {
      for (int i = 0; i < 15; i++) {
        BufferedImage grey = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(i % 9, name.length() + i / 9, 0, name.charAt(0) + i);
        Path file = photos().resolve(name).resolve(i + ".png");
        Files.createDirectories(file.getParent());
        ImageIO.write(grey, "png", file.toFile());
      }
    }
    assertEquals(1, open().channels());
    Photos.write(photos().resolve("cat/colour.png"), 5, 9, 9);
    DataSplits mixed = open();
    assertEquals(3, mixed.channels());
    for (Image image : images(mixed.train())) {
      assertEquals(3, image.channels());
    }
  }
}
