package io.edgenas.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgenas.base.input.BadInputException;
import io.edgenas.data.DataReport.ClassCount;
import io.edgenas.data.source.DataSource;
import io.edgenas.fixtures.Fifo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as people have them: parts, classes and what is neither. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FolderLayoutTest {
  @TempDir Path root;
  private int number;

  private void photos(String folder, int count) throws IOException {
    Photos.write(root.resolve(folder), number, count);
    number += count;
  }

  private void photo(String file) throws IOException {
    Photos.write(root.resolve(file), number++, 20, 24);
  }

  private DataReport inspect() {
    return DataSource.inspect("images:" + root, OpeningListener.SILENT);
  }

  private void refuses(String... parts) {
    String message = assertThrows(BadInputException.class, this::inspect).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), part + " is missing in: " + message);
    }
  }

  private String warnings() {
    return String.join("\n", inspect().warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "Train,Val,Test",
    "train,valid,test",
    "TRAIN,VALIDATION,TESTING",
    "Training,eval,Testing",
    "training_set,dev_set,test_set",
    "train2017,val2017,test2017",
    "train_images,val_images,test_images",
    "trainset,valset,testset",
    "birds-train,birds-val,birds-test",
    "training,validation,evaluation",
  })
  void takesTheUsualNamesOfParts(String train, String validation, String test) throws IOException {
    for (String label : List.of("cat", "dog")) {
      photos(train + "/" + label, 4);
      photos(validation + "/" + label, 2);
      photos(test + "/" + label, 3);
    }
    assertEquals(
        List.of(new ClassCount("cat", 4, 2, 3), new ClassCount("dog", 4, 2, 3)),
        inspect().classes());
  }

  @Test
  void saysWhatItTakesEvaluationFor() throws IOException {
    for (String part : List.of("train", "val", "eval")) {
      photos(part + "/cat", 3);
      photos(part + "/dog", 3);
    }
    assertTrue(warnings().contains("eval is taken for the test part"), warnings());
  }

  @ParameterizedTest
  @CsvSource({
    "train,test1",
    "training,testing",
    "Train,Val",
    "train,validation",
    "train1,train2",
    "seg_train,seg_test",
    "trainingData,testData",
  })
  void makesNoClassesOfPartsWithFlatFiles(String one, String other) throws IOException {
    for (int i = 0; i < 4; i++) {
      photo(one + "/cat." + i + ".png");
      photo(one + "/dog." + i + ".png");
      photo(other + "/" + i + ".png");
    }
    refuses(one, other);
  }

  @Test
  void offersToSortFilesByTheirNames() throws IOException {
    for (int i = 0; i < 4; i++) {
      photo("train/cat." + i + ".png");
      photo("train/dog." + i + ".png");
      photo("test1/" + i + ".png");
    }
    refuses(
        "named like parts of a data set, not like classes [test1, train]",
        "8 files in " + root.resolve("train"),
        "cat.0.png",
        "begin with the class (cat, dog)",
        "for f in *.*;");
  }

  @ParameterizedTest
  @CsvSource({"validation,evaluation", "fold1,fold2", "test1,test2", "query,gallery"})
  void makesNoClassesOfPartsOfWhichNoneIsForTraining(String one, String other) throws IOException {
    photos(one, 3);
    photos(other, 3);
    refuses(root.toString(), one, other, "other names");
  }

  @ParameterizedTest
  @CsvSource({"images,masks", "JPEGImages,Annotations", "images,labels"})
  void makesNoClassesOfKindsOfFiles(String one, String other) throws IOException {
    photos(one, 3);
    photos(other, 3);
    refuses("kinds of files", one, other);
  }

  @Test
  void makesNoClassesOfKindsOfFilesInsideParts() throws IOException {
    photos("train/images", 3);
    photos("train/labels", 3);
    photos("valid/images", 3);
    refuses("kinds of files", "[images, labels]", root.resolve("train").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "train,bus",
    "test tube,train station",
    "freight train,passenger train",
    "valid,void"
  })
  void takesClassesWhoseNamesHaveSuchWords(String one, String other) throws IOException {
    photos(one, 5);
    photos(other, 5);
    assertEquals(2, inspect().classes().size());
    assertEquals(10, inspect().images());
  }

  @Test
  void takesImagesInAFolderOfTheirClass() throws IOException {
    for (String label : List.of("n01", "n02")) {
      photos("train/" + label + "/images", 6);
      Files.writeString(root.resolve("train/" + label + "/" + label + "_boxes.txt"), "boxes");
    }
    photos("val/images", 3);
    DataReport report = inspect();
    assertEquals(12, report.images());
    assertTrue(
        warnings().contains(root.resolve("val") + " has no class folders"), report.toString());
  }

  @Test
  void leavesOutPartsThatTrainingDoesNotUse() throws IOException {
    photos("train/cat", 5);
    photos("train/dog", 5);
    photos("unlabeled", 5);
    assertEquals(10, inspect().images());
    assertTrue(warnings().contains("[unlabeled]"), warnings());
  }

  @Test
  void namesTheInnerFolderOfAWrappedSet() throws IOException {
    photos("wrapped/dataset/cat", 2);
    photos("wrapped/dataset/dog", 2);
    refuses("1 class folders", "those in " + root.resolve("wrapped/dataset"), "name that folder");
  }

  @Test
  void saysToMoveUpClassesThatAreWrappedInAPart() throws IOException {
    for (String part : List.of("seg_train", "seg_test")) {
      photos(part + "/" + part + "/sea", 2);
      photos(part + "/" + part + "/ice", 2);
    }
    refuses(root.resolve("seg_train/seg_train").toString(), "move them up");
  }

  @Test
  void saysWhatLiesInAClassWithoutImages() throws IOException {
    photos("dataset/cat", 2);
    photos("docs", 20);
    assertTrue(
        inspect().errors().get(0).contains("class dataset")
            && inspect().errors().get(0).contains("it holds folders [cat]"),
        inspect().errors().toString());
  }

  @Test
  void refusesTwoFoldersForOnePart() throws IOException {
    photos("train/cat", 2);
    photos("Training/cat", 2);
    refuses("two folders for one part", "Training", "train");
  }

  @Test
  void leavesOutAndNamesWhatDoesNotClaimToBeAnImage() throws IOException {
    photos("cat", 40);
    photos("dog", 40);
    for (int i = 0; i < 40; i++) {
      Files.writeString(root.resolve("cat/photo-" + i + ".png.json"), "{}");
      Files.writeString(root.resolve("dog/photo-" + i + ".AAE"), "<plist/>");
    }
    for (String silent :
        List.of("Icon\r", "THUMBS.DB", "Desktop.ini", "._photo-1.png", ".DS_Store")) {
      Files.writeString(root.resolve("cat/" + silent), "left behind");
    }
    Files.writeString(root.resolve("dog/index.html"), "<html/>");
    Files.writeString(root.resolve("dog/notes"), "text");
    DataReport report = inspect();
    assertEquals(80, report.images());
    assertEquals(List.of(), report.unreadable());
    assertEquals(List.of(), report.errors());
    String warning = report.warnings().get(0);
    assertTrue(warning.startsWith("82 files in class folders are no images"), warning);
    for (String part : List.of("40 .json", "40 .aae", "1 .html", "1 without extension")) {
      assertTrue(warning.contains(part), warning);
    }
  }

  @Test
  void countsWhatClaimsToBeAnImageAsUnreadable() throws IOException {
    photos("cat", 5);
    photos("dog", 5);
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16};
    Files.write(root.resolve("cat/named.JPEG"), "text".getBytes(StandardCharsets.US_ASCII));
    Files.write(root.resolve("cat/first bytes only"), jpeg);
    Files.writeString(root.resolve("dog/phone.HEIC"), "....ftypheic");
    assertEquals(3, inspect().unreadable().size());
  }

  @Test
  void warnsOfClassesThatPromiseTrouble() throws IOException {
    for (String part : List.of("train", "val")) {
      photos(part + "/Cat", 3);
      photos(part + "/cat", 3);
    }
    photos("train/dog", 4);
    photos("train/ox", 1);
    photos("val/owl", 2);
    Files.createDirectories(root.resolve("train/owl"));
    List<String> warnings = inspect().warnings();
    assertEquals(4, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("1 class with a single image (ox)"));
    assertTrue(warnings.get(1).startsWith("1 class without training images (owl)"));
    assertTrue(warnings.get(2).startsWith("1 class without validation images (dog)"));
    assertTrue(warnings.get(3).contains("(Cat = cat)"), warnings.get(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca\ufffdt", "ca\u202et", "ca\nt", "ca\u001bt", "ca\u2028t", "ca\u009bt"})
  void refusesNamesOfClassesThatCannotBeRead(String name) throws IOException {
    photos(name, 2);
    photos("dog", 2);
    refuses(root.toString(), "rename its folder");
    String message = assertThrows(BadInputException.class, this::inspect).getMessage();
    assertTrue(message.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x202e));
  }

  /** As in a locale without letters beyond ASCII, where several names are read as the same. */
  @Test
  void blamesTheEncodingForNamesThatCollide() throws Exception {
    Path pictures = root.resolve("pictures");
    Photos.write(pictures.resolve("Pull\u00f6ver"), 0, 2);
    Photos.write(pictures.resolve("Pull\u00fcver"), 10, 2);
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            InspectFolder.class.getName(),
            pictures.toString());
    java.environment().put("LC_ALL", "C");
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    process.waitFor();
    assertTrue(said.contains("cannot be read as text"), said);
    assertTrue(said.contains("LC_ALL=C.UTF-8"), said);
  }

  /** What the process of the test above runs. */
  static final class InspectFolder {
    public static void main(String[] args) {
      try {
        System.out.println(DataSource.inspect("images:" + args[0], OpeningListener.SILENT));
      } catch (BadInputException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void refusesNamesOfClassesThatTrainingRefuses() throws IOException {
    photos("dog", 2);
    photos("a".repeat(201), 2);
    refuses("1 to 200 characters", "rename its folder");
    Files.move(root.resolve("a".repeat(201)), root.resolve(" "));
    refuses("blank name");
  }

  @Test
  void takesNamesOfEveryScript() throws IOException {
    List<String> names =
        List.of("Pul\u00f3ver", "\u0645\u06cc\u200c\u062e", "\u732b", "\ud83d\ude00");
    for (String name : names) {
      photos(name, 2);
    }
    assertEquals(names, inspect().classes().stream().map(ClassCount::label).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/proc", "/sys/class", "/dev", "/proc/self/"})
  void looksIntoNoFileSystemWithoutFiles(String folder) {
    String message =
        assertThrows(
                BadInputException.class,
                () -> DataSource.inspect("images:" + folder, OpeningListener.SILENT))
            .getMessage();
    assertTrue(message.contains("name the folder with the images"), message);
  }

  @Test
  void followsNoLoopsAndOpensNoPipes() throws IOException {
    photos("cat", 5);
    photos("dog", 5);
    Files.createSymbolicLink(root.resolve("self"), root);
    Files.createSymbolicLink(root.resolve("etc"), Path.of("/etc"));
    Files.createSymbolicLink(root.resolve("cat/up"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("cat/round.png"), root.resolve("cat/round.png"));
    Fifo.inPlaceOf(root.resolve("dog/pipe.png"));
    assertEquals(10, inspect().images());
    assertTrue(warnings().contains("4 symbolic links lead out"), warnings());
    assertTrue(warnings().contains("1 pipes, sockets or devices"), warnings());
  }

  @Test
  void countsPicturesOfASingleColour() throws IOException {
    photos("cat", 5);
    photos("dog", 5);
    Path white = root.resolve("dog/white.png");
    Photos.plain(white, 0xffffff);
    assertEquals(List.of(white.toString()), inspect().singleColour());
  }
}
