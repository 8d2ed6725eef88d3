"""The files of Python's packages, as its own library lists them."""

import glob
import importlib.metadata
import os
import sys

root, prefix = sys.argv[1:]
for folder in glob.glob(f"{root}/{prefix}/lib/python*/site-packages"):
    for found in importlib.metadata.distributions(path=[folder]):
        for file in found.files:
            path = os.path.normpath(str(found.locate_file(file)))
            print("python", found.metadata["Name"], found.version, "", path.removeprefix(root), sep="\t")
