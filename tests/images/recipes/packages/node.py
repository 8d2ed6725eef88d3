"""The files of npm's packages: where `npm ls` says each is, all below it but for what others have."""

import json
import os
import subprocess
import sys

root, site = sys.argv[1:]
where = os.path.join(root, site)
listed = subprocess.run(
    ["npm", "ls", "--all", "--parseable", "--long", "--offline"], cwd=where, stdout=subprocess.PIPE, text=True
)
for line in listed.stdout.splitlines():
    folder = line.split(":")[0]
    if os.path.realpath(folder) == os.path.realpath(where):
        continue
    with open(f"{folder}/package.json") as file:
        manifest = json.load(file)
    for at, folders, files in os.walk(folder):
        if os.path.basename(at) == "node_modules":
            folders.clear()
            continue
        for name in files:
            path = os.path.realpath(os.path.join(at, name)).removeprefix(os.path.realpath(root))
            print("npm", manifest["name"], manifest["version"], "", path, sep="\t")
