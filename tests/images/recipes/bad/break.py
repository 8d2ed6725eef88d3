"""Breaks real archives, each in one way.

    break.py CLASSIC BLOBS25 BLOBS_GZIP OUTDIR
"""

import gzip
import io
import json
import sys
import tarfile

classic, blobs25, blobs_gzip, out = sys.argv[1:]


def members(path):
    """Name, header and bytes of each member, in the archive's order."""
    with tarfile.open(path) as tar:
        return [
            (m.name, m, tar.extractfile(m).read() if m.isreg() else None) for m in tar.getmembers()
        ]


def manifest(entries):
    return json.loads(next(data for name, _, data in entries if name == "manifest.json"))[0]


def write(name, entries):
    with tarfile.open(f"{out}/{name}", "w", format=tarfile.PAX_FORMAT) as tar:
        for _, info, data in entries:
            if data is not None:
                info.size = len(data)
            tar.addfile(info, io.BytesIO(data) if data is not None else None)


def changed(entries, name, change):
    """The entries with one member's bytes changed."""
    assert any(entry[0] == name for entry in entries), name
    return [(n, info, change(data) if n == name else data) for n, info, data in entries]


def flipped(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def save(name, data):
    with open(f"{out}/{name}", "wb") as file:
        file.write(data)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def largest(entries, paths):
    """Of these layers, the one with the most bytes."""
    return max(paths, key=lambda path: next(len(d) for n, _, d in entries if n == path))


save("empty", b"")
save(
    "not-a-tar",
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360f8cf500f0003860180597a7a6c0000000049454e44ae426082"
    ),
)

# A folder of text, without any image in it.
info = tarfile.TarInfo("notes/todo.txt")
info.size = 14
with tarfile.open(f"{out}/no-image.tar", "w") as tar:
    tar.addfile(info, io.BytesIO(b"wash the dog.\n"))

# Cut where a download stopped: docker save puts manifest.json at the end, so it
# is gone too.
whole = read(classic)
with tarfile.open(classic) as tar:
    last = [m for m in tar.getmembers() if m.name.endswith("/layer.tar") and m.isreg()][-1]
save("truncated.tar", whole[: last.offset_data + last.size // 2])
zipped = gzip.compress(whole, mtime=0)
save("truncated.tar.gz", zipped[: len(zipped) // 2])

# The same, with what describes the image at the front.
entries = members(classic)
image = manifest(entries)
top = image["Layers"][-1]
described = [e for e in entries if e[0] in ("manifest.json", image["Config"])]
layers = [e for path in image["Layers"] for e in entries if e[0] == path]
write("truncated-last-layer.tar", described + layers)
with tarfile.open(f"{out}/truncated-last-layer.tar") as tar:
    last = tar.getmember(top)
save(
    "truncated-last-layer.tar",
    read(f"{out}/truncated-last-layer.tar")[: last.offset_data + last.size // 2 + 100],
)

write("bad-json.tar", changed(entries, "manifest.json", lambda data: data[: len(data) // 2]))
write("null-manifest.tar", changed(entries, "manifest.json", lambda data: b"null\n"))
write("no-images.tar", changed(entries, "manifest.json", lambda data: b"[]\n"))
write("bad-config.tar", changed(entries, image["Config"], lambda data: b'["not", "a config"]'))
write("missing-config.tar", [e for e in entries if e[0] != image["Config"]])
write("missing-layer.tar", [e for e in entries if e[0] != top])

# One bit of a file's bytes in the largest layer: the tar reads well, but it is not
# the one that the config names.
base = largest(entries, image["Layers"])
write("wrong-diffid.tar", changed(entries, base, lambda data: flipped(data, len(data) // 2)))

# The config names one layer fewer than manifest.json.
config = json.loads(next(data for name, _, data in entries if name == image["Config"]))
config["rootfs"]["diff_ids"].pop()
write("fewer-diffids.tar", changed(entries, image["Config"], lambda data: json.dumps(config).encode()))

# A layer that is a link to itself.
linked = []
for name, info, data in members(classic):
    if name == top:
        info.type, info.linkname, info.size, data = tarfile.SYMTYPE, "layer.tar", 0, None
    linked.append((name, info, data))
write("link-loop.tar", linked)

entries = members(blobs25)
base = largest(entries, manifest(entries)["Layers"])
write("wrong-blob.tar", changed(entries, base, lambda data: flipped(data, len(data) // 2)))

entries = members(blobs_gzip)
base = largest(entries, manifest(entries)["Layers"])
half = lambda data: len(data) // 2
write(
    "corrupt-gzip-layer.tar",
    changed(entries, base, lambda data: data[: half(data)] + bytes(64) + data[half(data) + 64 :]),
)
write("short-gzip-layer.tar", changed(entries, base, lambda data: data[: half(data)]))
