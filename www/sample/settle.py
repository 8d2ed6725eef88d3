"""Gives an image that docker built fixed dates, and its layers gzip.

    settle.py IN OUT SECONDS

Every date of the build is set to a fixed one: SECONDS is when the first step ended,
and each later step came some seconds after. Older files keep their dates. What the
build made stays as it is otherwise: order, names, modes, owners and contents.
"""

import gzip
import hashlib
import io
import json
import sys
import tarfile
from datetime import datetime, timezone

source, target, start = sys.argv[1], sys.argv[2], int(sys.argv[3])
STEP = 7


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def settled(data, now):
    """The layer with no date after `now`."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(data)) as old, tarfile.open(
        fileobj=out, mode="w", format=tarfile.PAX_FORMAT
    ) as new:
        for member in old.getmembers():
            member.mtime = min(int(member.mtime), now)
            for key in ("mtime", "atime", "ctime"):
                member.pax_headers.pop(key, None)
            new.addfile(member, old.extractfile(member) if member.isreg() else None)
    return out.getvalue()


def date(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


with tarfile.open(source) as archive:
    (image,) = json.load(archive.extractfile("manifest.json"))
    config = json.load(archive.extractfile(image["Config"]))
    paths = iter(image["Layers"])
    files, layers, diff_ids = [], [], []
    now = start
    for entry in config["history"]:
        entry["created"] = date(now)
        if not entry.get("empty_layer"):
            plain = settled(archive.extractfile(next(paths)).read(), now)
            stored = gzip.compress(plain, compresslevel=9, mtime=0)
            diff_ids.append("sha256:" + sha256(plain))
            layers.append(sha256(stored) + ".tar.gz")
            files.append((layers[-1], stored))
        now += STEP

config["created"] = config["history"][-1]["created"]
config["rootfs"]["diff_ids"] = diff_ids
raw = json.dumps(config, separators=(",", ":"), ensure_ascii=False).encode()
manifest = [{"Config": sha256(raw) + ".json", "RepoTags": image["RepoTags"], "Layers": layers}]
files.insert(0, ("manifest.json", json.dumps(manifest, separators=(",", ":")).encode()))
files.insert(1, (manifest[0]["Config"], raw))

with tarfile.open(target, "w", format=tarfile.USTAR_FORMAT) as out:
    for name, data in files:
        info = tarfile.TarInfo(name)
        info.size, info.mtime = len(data), start
        out.addfile(info, io.BytesIO(data))
