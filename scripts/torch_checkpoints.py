#!/usr/bin/env python3
"""Whether `edgenas import supernet` reads what PyTorch really writes.

    scripts/torch_checkpoints.py CHECKPOINT.pth      # after mvn package; needs python3-torch

Takes a once-for-all checkpoint, has torch.save write it again in every way that people save them
(both file formats; wrapped, half precision, strided, in one storage, ...), imports each and compares
the supernets' weights byte for byte with those of the same values saved plainly. Not part of the
gate: there is no PyTorch there. Ends with 1 if any differs.
"""

import hashlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from collections import OrderedDict

import torch

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def floats(state, change):
    """The state with its float tensors changed; batch norm's counters stay."""
    return OrderedDict((n, change(t) if t.is_floating_point() else t) for n, t in state.items())


def strided(tensor):
    """The same values, in memory in another order where there is more than one dimension."""
    if tensor.dim() < 2:
        return torch.stack([tensor, tensor], -1)[..., 0]
    return tensor.transpose(0, 1).contiguous().transpose(0, 1)


def channels_last(tensor):
    return tensor.contiguous(memory_format=torch.channels_last) if tensor.dim() == 4 else tensor


def one_storage(state):
    """Every tensor a view of one storage."""
    values = [t for t in state.values() if t.is_floating_point()]
    flat = torch.cat([t.reshape(-1) for t in values])
    views, begin = [], 0
    for tensor in values:
        views.append(flat[begin:begin + tensor.numel()].view(tensor.shape))
        begin += tensor.numel()
    rest = iter(views)
    return floats(state, lambda _: next(rest))


def round_trip(dtype):
    return lambda tensor: tensor.to(dtype).to(torch.float32)


def variants(state):
    """Name, what is saved, and the plain values that it stands for."""
    yield "OrderedDict", OrderedDict(state), state
    yield "dict", dict(state), state
    yield "{'state_dict': ...}", {"state_dict": state}, state
    yield "with epoch and accuracy", {"epoch": 3, "best_acc": 70.5, "state_dict": state}, state
    yield "nn.Parameter", floats(state, torch.nn.Parameter), state
    yield "strided", floats(state, strided), state
    yield "channels-last", floats(state, channels_last), state
    yield "one storage", one_storage(state), state
    for dtype in (torch.float16, torch.bfloat16, torch.float64):
        changed = floats(state, lambda tensor, dtype=dtype: tensor.to(dtype))
        yield str(dtype), changed, floats(state, round_trip(dtype))


def imported(path, folder):
    """SHA-256 of the weights of the supernet that the file becomes, or the message."""
    run = subprocess.run(
        [os.path.join(HOME, "edgenas"), "import", "supernet", path, "--out", folder,
         "--resolutions", "64"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.returncode != 0:
        return run.stderr.strip().splitlines()[-1]
    with open(os.path.join(folder, "weights.safetensors"), "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        header.pop("__metadata__", None)  # where they come from
        names = json.dumps(header, sort_keys=True).encode()
        return hashlib.sha256(names + file.read()).hexdigest()


def main():
    state = torch.load(sys.argv[1], map_location="cpu")
    state = state.get("state_dict", state)
    failures = 0
    with tempfile.TemporaryDirectory() as work:
        expected = {}
        for i, (name, saved, values) in enumerate(variants(state)):
            key = hashlib.sha256(b"".join(t.numpy().tobytes() for t in values.values())).digest()
            if key not in expected:
                plain = os.path.join(work, f"plain{i}.pth")
                torch.save(OrderedDict(values), plain)
                expected[key] = imported(plain, plain + "-out")
            for form, archive in (("archive", True), ("legacy", False)):
                path = os.path.join(work, f"{i}-{form}.pth")
                torch.save(saved, path, _use_new_zipfile_serialization=archive)
                found = imported(path, path + "-out")
                equal = found == expected[key]
                failures += not equal
                print(f"{form:8} {name:24} {'equal' if equal else 'DIFFERS: ' + found}", flush=True)
    print(f"PyTorch {torch.__version__}: {failures} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
