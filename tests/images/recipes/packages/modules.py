"""Folders for npm to pack."""

import json
import os
import sys

work = sys.argv[1]


def module(folder, name, version, size, **more):
    os.makedirs(f"{work}/{folder}/lib", exist_ok=True)
    with open(f"{work}/{folder}/package.json", "w") as file:
        json.dump({"name": name, "version": version, "license": "ISC", **more}, file)
    with open(f"{work}/{folder}/lib/index.js", "w") as file:
        file.write("// " + "x" * size + "\n")


module("inner", "inner", "1.0.0", 3000)
# It brings another version of the same module, below itself.
module("outer", "outer", "2.1.0", 4000, dependencies={"inner": "0.9.0"}, bundleDependencies=["inner"])
module("outer/node_modules/inner", "inner", "0.9.0", 1500)
module("scoped", "@peel/scoped", "3.0.0", 2000)
