"""Trains plain PyTorch networks on command: the other side of compare_with_pytorch.py.

python3 pytorch_arm.py NETWORKS BATCH THREADS

NETWORKS is what `edgenas arch --json` printed: an object a line with "arch" and "operations". Reads
lines "STEPS ARCH" from standard input, makes so many steps and answers with the seconds they took.
"""

import json
import re
import sys
import time

import torch
from torch import nn

MOMENTUM, WEIGHT_DECAY, CLIP_NORM, SMOOTHING, LEARNING_RATE = 0.9, 3e-5, 5.0, 0.1, 0.01


class Residual(nn.Module):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def forward(self, x):
        return x + self.path(x)


def convolution(inputs, outputs, kernel, stride, groups, relu):
    layers = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return layers + [nn.ReLU(inplace=True)] if relu else layers


def module(key):
    """The module of an operation's key, for the operations that mobile-28 has."""
    match = re.fullmatch(r"conv-in:(\d+)x\d+x\d+-out:(\d+)x\d+x\d+-k(\d)-s(\d)-g1-bn-relu", key)
    if match:
        inputs, outputs, kernel, stride = map(int, match.groups())
        return nn.Sequential(*convolution(inputs, outputs, kernel, stride, 1, True))
    match = re.fullmatch(
        r"mbconv-in:(\d+)x\d+x\d+-out:(\d+)x\d+x\d+-mid:(\d+)-k(\d)-s(\d)-relu-nose-expand", key)
    if match:
        inputs, outputs, middle, kernel, stride = map(int, match.groups())
        path = nn.Sequential(
            *convolution(inputs, middle, 1, 1, 1, True),
            *convolution(middle, middle, kernel, stride, middle, True),
            *convolution(middle, outputs, 1, 1, 1, False))
        return Residual(path) if stride == 1 and inputs == outputs else path
    if key.startswith("pool-in:"):
        return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    match = re.fullmatch(r"linear-in:(\d+)-out:(\d+)", key)
    if match:
        return nn.Linear(*map(int, match.groups()))
    sys.exit("pytorch_arm.py knows no operation " + key)


class Training:
    """One network with its optimiser and a batch of its resolution."""

    def __init__(self, network, batch):
        torch.manual_seed(1)
        self.model = nn.Sequential(*map(module, network["operations"]))
        self.model = self.model.to(memory_format=torch.channels_last)
        parameters = sum(p.numel() for p in self.model.parameters())
        assert parameters == network["params"], (parameters, network)
        channels, height, width = map(
            int, re.match(r"conv-in:(\d+)x(\d+)x(\d+)-", network["operations"][0]).groups())
        # A view of [n, h, w, c]: with one channel, to(channels_last) would leave the strides alone.
        self.images = torch.randn(batch, height, width, channels).permute(0, 3, 1, 2)
        self.labels = torch.randint(0, 10, (batch,))
        matrices = [p for p in self.model.parameters() if p.dim() > 1]
        vectors = [p for p in self.model.parameters() if p.dim() == 1]
        self.optimizer = torch.optim.SGD(
            [{"params": matrices, "weight_decay": WEIGHT_DECAY}, {"params": vectors}],
            lr=LEARNING_RATE, momentum=MOMENTUM, nesterov=True)
        self.loss = nn.CrossEntropyLoss(label_smoothing=SMOOTHING)

    def step(self):
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.model(self.images), self.labels)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), CLIP_NORM)
        self.optimizer.step()
        return loss.item()


def main():
    path, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    with open(path, encoding="utf-8") as file:
        networks = {network["arch"]: network for network in map(json.loads, file)}
    trainings = {}
    print("ready PyTorch " + torch.__version__, flush=True)
    for line in sys.stdin:
        steps, arch = line.split()
        if arch not in trainings:
            trainings[arch] = Training(networks[arch], batch)
        start = time.perf_counter()
        for _ in range(int(steps)):
            trainings[arch].step()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
