"""A docker save archive of one layer that is one file of zeros, sparse on disk.

huge.py FILE REFERENCE BYTES
"""
import hashlib
import io
import json
import sys
import tarfile

file, reference, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
MTIME = 1714557600
BLOCK = 512
assert size % BLOCK == 0


def header(name, length):
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = length, MTIME, 0o644
    return info.tobuf(tarfile.GNU_FORMAT)


zeros = header("zeros", size)
layer_size = len(zeros) + size + 2 * BLOCK
diff_id = hashlib.sha256(zeros)
piece = bytes(1 << 20)
left = size + 2 * BLOCK
while left:
    diff_id.update(piece[:min(left, len(piece))])
    left -= min(left, len(piece))
diff_id = diff_id.hexdigest()

config = json.dumps({
    "created": "2024-05-01T10:00:00Z", "architecture": "amd64", "os": "linux",
    "config": {"Cmd": ["/zeros"]},
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id]},
    "history": [
        {"created": "2024-05-01T10:00:00Z", "created_by": "COPY zeros /zeros # buildkit"},
        {"created": "2024-05-01T10:00:00Z", "created_by": 'CMD ["/zeros"]', "empty_layer": True},
    ],
}).encode()
name = hashlib.sha256(config).hexdigest() + ".json"
manifest = json.dumps(
    [{"Config": name, "RepoTags": [reference], "Layers": [diff_id + "/layer.tar"]}]).encode()

with open(file, "wb") as out:
    out.write(header(diff_id + "/layer.tar", layer_size))
    out.write(zeros)
    out.seek(size + 2 * BLOCK, io.SEEK_CUR)
    for path, text in ((name, config), ("manifest.json", manifest)):
        out.write(header(path, len(text)))
        out.write(text + bytes(-len(text) % BLOCK))
    out.write(bytes(2 * BLOCK))
