"""Scores of OpenCV beside those of ONNX Runtime, space by space; compare-opencv makes the folder.

Differences are divided by the largest score of their image. A network of random weights may magnify rounding: how far ONNX
Runtime's own scores move when the last bit of every input value does stands beside. Ends with 1 where a space's median differs by
more than 1e-4, an image by more than 1e-2, or another class is the best, and where a file does not load.
"""
import pathlib
import sys

import cv2
import numpy

MEDIAN_LIMIT = 1e-4
LIMIT = 1e-2


def floats(file, extension, shape):
    return numpy.fromfile(file.with_suffix(extension), "<f4").reshape(shape)


def compare(file, size):
    """For each image: OpenCV's difference, that of the nudged image, whether the best class is another."""
    images = floats(file, ".images", (-1, 1, 3, size, size))
    expected = floats(file, ".scores", (len(images), -1))
    nudged = floats(file, ".nudged", (len(images), -1))
    net = cv2.dnn.readNetFromONNX(str(file))
    for image, scores, moved in zip(images, expected, nudged):
        net.setInput(image)
        found = net.forward().reshape(-1)
        base = max(1.0, float(numpy.abs(scores).max()))
        yield (
            float(numpy.abs(found - scores).max()) / base,
            float(numpy.abs(moved - scores).max()) / base,
            found.argmax() != scores.argmax(),
        )


def main(root):
    failed = False
    print(f"OpenCV {cv2.__version__}, ONNX Runtime's scores")
    print("| space | subnets, images | median difference | largest | last bit: median | largest | other best class |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for folder in sorted(pathlib.Path(root).iterdir()):
        table = (folder / "measure.csv").read_text().splitlines()[1:]
        rows = []
        for row in table:
            name, arch = row.split(",")[:2]
            rows += compare(folder / name, int(arch[1:].split("/")[0]))
        ours, noise, other = (numpy.array(column) for column in zip(*rows))
        failed |= not (numpy.median(ours) <= MEDIAN_LIMIT and ours.max() <= LIMIT) or bool(other.any())
        print(
            f"| `{folder.name}` | {len(table)}, {len(rows)} | {numpy.median(ours):.1e} | {ours.max():.1e} | "
            f"{numpy.median(noise):.1e} | {noise.max():.1e} | {int(other.sum())} |"
        )
    return 1 if failed else 0


sys.exit(main(sys.argv[1]))
