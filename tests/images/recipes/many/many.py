"""A docker save archive of one layer with very many small entries, as installed packages have
them, and the layer's paths, a line each, in the order of the tar.

many.py FILE REFERENCE ENTRIES [PATHS]
"""
import hashlib
import json
import sys

file, reference, entries = sys.argv[1], sys.argv[2], int(sys.argv[3])
MTIME = 1714557600
BLOCK = 512


def header(name, length, kind=b"0", mode=b"0000644"):
    """A ustar header as GNU tar writes it."""
    name = name.encode()
    assert len(name) <= 100
    before = name.ljust(100, b"\0") + mode + b"\0" + b"0000000\0" * 2 \
        + b"%011o\0%011o\0" % (length, MTIME)
    after = kind + bytes(100) + b"ustar\x0000" + b"root".ljust(32, b"\0") * 2 \
        + b"0000000\0" * 2 + bytes(167)
    return before + b"%06o\0 " % (sum(before) + sum(after) + 8 * 32) + after


def padded(text):
    return text + bytes(-len(text) % BLOCK)


def paths():
    """Folders end in a slash. Some 24 entries a package, 50 packages a scope."""
    yield "opt/"
    yield "opt/app/"
    yield "opt/app/node_modules/"
    scope = 0
    while True:
        above = f"opt/app/node_modules/@scope-{scope:04}/"
        yield above
        for package in range(50):
            folder = f"{above}package-{package:02}/"
            yield folder
            yield folder + "package.json"
            yield folder + "README.md"
            for part in ("lib", "test"):
                yield f"{folder}{part}/"
                for module in range(9):
                    yield f"{folder}{part}/module-{module}.js"
        scope += 1


def layer():
    """The layer's bytes, in pieces."""
    count = 0
    for path in paths():
        if count == entries:
            break
        count += 1
        if path.endswith("/"):
            yield path, header(path, 0, b"5", b"0000755")
        elif path.endswith(".json"):
            text = json.dumps({"name": path, "number": count}).encode()
            yield path, header(path, len(text)) + padded(text)
        else:
            yield path, header(path, 0)
    yield None, bytes(2 * BLOCK)


size, diff_id = 0, hashlib.sha256()
with open(file, "wb") as out:
    # The layer's own header comes when its size is known.
    out.write(bytes(BLOCK))
    with open(sys.argv[4] if len(sys.argv) > 4 else "/dev/null", "w") as listed:
        for path, piece in layer():
            if path:
                listed.write(path + "\n")
            out.write(piece)
            diff_id.update(piece)
            size += len(piece)
    diff_id = diff_id.hexdigest()
    config = json.dumps({
        "created": "2024-05-01T10:00:00Z", "architecture": "amd64", "os": "linux",
        "config": {"Cmd": ["node", "/opt/app"], "User": "node"},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id]},
        "history": [
            {"created": "2024-05-01T10:00:00Z", "created_by": "COPY app /opt/app # buildkit"},
            {"created": "2024-05-01T10:00:00Z", "created_by": 'CMD ["node" "/opt/app"]',
             "empty_layer": True},
        ],
    }).encode()
    name = hashlib.sha256(config).hexdigest() + ".json"
    manifest = json.dumps(
        [{"Config": name, "RepoTags": [reference], "Layers": ["layer.tar"]}]).encode()
    for path, text in ((name, config), ("manifest.json", manifest)):
        out.write(header(path, len(text)) + padded(text))
    out.write(bytes(2 * BLOCK))
    out.seek(0)
    out.write(header("layer.tar", size))
