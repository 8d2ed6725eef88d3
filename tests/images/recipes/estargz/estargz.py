"""Lays the layers of an OCI layout in a tar out as eStargz, as stargz-snapshotter's writer does
(estargz/build.go, docs/estargz.md): a gzip member for each entry, large files in several; then
the table of contents as an entry of its own, the end of the tar, and a footer of 51 bytes.

estargz.py IN OUT
"""

import gzip
import io
import json
import struct
import sys
import tarfile
import time
import zlib

from archive import Archive, Writer, compact, decompress, sha256

source, target = sys.argv[1:]
CHUNK = 4 << 20
KINDS = {
    tarfile.REGTYPE: "reg", tarfile.DIRTYPE: "dir", tarfile.SYMTYPE: "symlink",
    tarfile.LNKTYPE: "hardlink", tarfile.CHRTYPE: "char", tarfile.BLKTYPE: "block",
    tarfile.FIFOTYPE: "fifo",
}


def member(data):
    return gzip.compress(data, mtime=0)


def footer(offset):
    # An empty member whose extra field has the offset of the table of contents.
    extra = b"SG" + struct.pack("<H", 22) + b"%016xSTARGZ" % offset
    head = b"\x1f\x8b\x08\x04" + bytes(4) + b"\x00\xff" + struct.pack("<H", len(extra)) + extra
    empty = b"\x01\x00\x00\xff\xff"
    data = head + empty + struct.pack("<II", zlib.crc32(b""), 0)
    assert len(data) == 51
    return data


def header(info):
    return info.tobuf(tarfile.PAX_FORMAT)


def stargz(tar):
    """A layer's bytes, and the digest of its table of contents."""
    out, toc, plain = io.BytesIO(), [], tarfile.open(fileobj=io.BytesIO(tar))
    mark = tarfile.TarInfo(".no.prefetch.landmark")
    mark.size = 1
    entries = [(mark, b"\x0f")]
    for info in plain:
        entries.append((info, plain.extractfile(info).read() if info.isreg() else b""))
    for info, data in entries:
        entry = {"name": info.name, "type": KINDS[info.type], "mode": info.mode, "uid": info.uid}
        entry |= {"gid": info.gid, "offset": out.tell()}
        if info.isreg():
            entry |= {"size": len(data), "digest": "sha256:" + sha256(data)}
        if round(info.mtime):
            at = time.gmtime(round(info.mtime))
            entry["modtime"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", at)
        if info.linkname:
            entry["linkName"] = info.linkname
        toc.append(entry)
        first = header(info) + data[:CHUNK]
        rest = [data[at : at + CHUNK] for at in range(CHUNK, len(data), CHUNK)]
        pieces = [first, *rest]
        pieces[-1] += bytes(-len(data) % 512)
        for piece in pieces:
            out.write(member(piece))
    table = json.dumps({"version": 1, "entries": toc}, indent="\t").encode()
    at = out.tell()
    info = tarfile.TarInfo("stargz.index.json")
    info.size = len(table)
    out.write(member(header(info) + table + bytes(-len(table) % 512) + bytes(1024)))
    out.write(footer(at))
    return out.getvalue(), "sha256:" + sha256(table)


archive, out = Archive(source), Writer(target)
item = archive.manifest[0]
config = json.loads(archive.read(item["Config"]))
layers = []
for number, path in enumerate(item["Layers"]):
    blob, toc = stargz(decompress(archive.read(path)))
    config["rootfs"]["diff_ids"][number] = "sha256:" + sha256(gzip.decompress(blob))
    layers.append({
        "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
        "digest": "sha256:" + out.blob(blob), "size": len(blob),
        "annotations": {"containerd.io/snapshot/stargz/toc.digest": toc},
    })
raw = compact(config)
manifest = compact({
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {
        "mediaType": "application/vnd.oci.image.config.v1+json",
        "digest": "sha256:" + out.blob(raw), "size": len(raw),
    },
    "layers": layers,
})
out.add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
out.add("index.json", compact({
    "schemaVersion": 2,
    "manifests": [{
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "digest": "sha256:" + out.blob(manifest), "size": len(manifest),
        "annotations": {"org.opencontainers.image.ref.name": "peel.test/estargz:1.0"},
    }],
}))
out.close()
