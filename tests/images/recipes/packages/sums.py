"""Files and bytes by package: a row a path in, a row a package out. A file with several names is one;
what the tree does not have is counted apart."""

import os
import stat
import sys

root = sys.argv[1]
packages = {}
for line in sys.stdin:
    *package, path = line.rstrip("\n").split("\t")
    files = packages.setdefault(tuple(package), {})
    path = root + "/" + path.lstrip("/")
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        files[path] = None
        continue
    if stat.S_ISREG(found.st_mode):
        files[found.st_ino] = found.st_size
for package, files in packages.items():
    sizes = [size for size in files.values() if size is not None]
    print(*package, len(sizes), sum(sizes), len(files) - len(sizes), sep="\t")
