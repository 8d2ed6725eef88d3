"""Checks a truth.json against what GNU tar and umoci say of the same image."""

import glob
import json
import sys

truth_path, oracle = sys.argv[1:]
with open(truth_path) as file:
    truth = json.load(file)

# Bytes of the regular files in all layers, by tar's listings.
total = 0
for listing in glob.glob(oracle + "/layer-*.tar.txt"):
    with open(listing) as file:
        total += sum(int(line.split()[2]) for line in file if line[0] == "-")

# Bytes of the regular files in the tree, a file with several names once.
visible = 0
with open(oracle + "/rootfs.tsv") as file:
    for line in file:
        path, kind, _, _, _, size, _, first = line.rstrip("\n").split("\t")
        if kind == "f" and first in ("", path):
            visible += int(size)

hidden = sum(cause["bytes"] for cause in truth["causes"])
for name, found in (
    ("total", total),
    ("visible", visible),
    ("hidden", hidden),
    ("hidden", total - visible),
):
    if truth[name] != found:
        sys.exit(f"{truth_path}: {name} is {truth[name]}, but the tools say {found}")
if abs(truth["efficiency"] - visible / total) > 1e-9:
    sys.exit(f"{truth_path}: efficiency is {truth['efficiency']}, not {visible / total}")
