"""Archives that go to the limits and beyond, each in one way.

    limits.py OUTDIR
"""
import hashlib
import io
import json
import sys
import tarfile

out = sys.argv[1]
MTIME = 1714557600
DEEP = 100_000


def info(name, size=0, **more):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime, entry.mode = size, MTIME, 0o644
    for key, value in more.items():
        setattr(entry, key, value)
    return entry


def layer(*entries):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for entry, contents in entries:
            entry.size = len(contents)
            tar.addfile(entry, io.BytesIO(contents))
    return data.getvalue()


def file(name, contents=b"contents\n"):
    return info(name), contents


SMALL = layer(file("small"))


def described(layers, **more):
    ids = ["sha256:" + hashlib.sha256(data).hexdigest() for data in layers]
    return json.dumps({
        "architecture": "amd64", "os": "linux", "config": {"Cmd": ["/m"]},
        "rootfs": {"type": "layers", "diff_ids": ids},
        "history": [{"created_by": "COPY . / # buildkit"} for _ in layers], **more,
    }).encode()


def archive(name, layers=(SMALL,), listed=None, config=None, manifest=None, more=()):
    names = [f"layer{i}.tar" for i in range(len(layers))]
    config = config or described(layers)
    manifest = manifest or json.dumps(
        [{"Config": "config.json", "RepoTags": [f"peel.test/{name}:1"], "Layers": listed or names}]).encode()
    with tarfile.open(f"{out}/{name}.tar", "w", format=tarfile.PAX_FORMAT) as tar:
        for entry, contents in [*zip(map(info, names), layers), *more,
                                (info("config.json"), config), (info("manifest.json"), manifest)]:
            entry.size = len(contents) if contents is not None else 0
            tar.addfile(entry, io.BytesIO(contents) if contents is not None else None)


deep = "/".join(f"d{i}" for i in range(1000))
archive("deep", [layer(file(deep + "/file"), file("top"))])
archive("too-deep", [layer(file("before"), file("d/" * 4096 + "file"), file("after"))])
archive("long-name", [layer(file("before"), file("n" * 70_000), file("after"))])
archive("ten-thousand-layers", listed=["layer0.tar"] * 10_000)
archive("long-history", config=described(
    [SMALL], history=[{"created_by": "ENV A=1", "empty_layer": True}] * 100_000))

lists = b"[" * DEEP + b"]" * DEEP
archive("nested-manifest", manifest=lists)
archive("nested-config", config=b'{"a":' * DEEP + b"1" + b"}" * DEEP)
with tarfile.open(f"{out}/nested-index.tar", "w") as tar:
    for name, contents in (("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'), ("index.json", lists)):
        tar.addfile(info(name, len(contents)), io.BytesIO(contents))

# Headers whose sizes nothing stands behind.
claim = info("huge", pax_headers={"size": str(1 << 63)}).tobuf(tarfile.PAX_FORMAT)
archive("exbibytes-in-layer", [layer(file("before"))[:1024] + claim + b"some bytes"])
archive("exbibytes", listed=["layer0.tar", "huge"])
with open(f"{out}/exbibytes.tar", "r+b") as whole:
    with tarfile.open(f"{out}/exbibytes.tar") as tar:
        last = tar.getmembers()[-1]
    whole.seek(last.offset_data + (last.size + 511) // 512 * 512)
    whole.write(claim + b"some bytes")
    whole.truncate()

link = dict(type=tarfile.SYMTYPE)
archive("link-circle", listed=["layer0.tar", "a.tar"], more=[
    (info("a.tar", linkname="b.tar", **link), None), (info("b.tar", linkname="a.tar", **link), None)])
archive("hard-link-circle", [layer(
    (info("self", linkname="self", type=tarfile.LNKTYPE), b""),
    (info("a", linkname="b", type=tarfile.LNKTYPE), b""),
    (info("b", linkname="a", type=tarfile.LNKTYPE), b""),
    (info("loop", linkname="loop", **link), b""), file("loop/file"))])
archive("two-manifests", more=[
    (info("manifest.json"), json.dumps([{"Config": "config.json", "RepoTags": ["first:1"], "Layers": []}]).encode())])
archive("odd-whiteouts", [
    layer(file("d/kept"), file("d/gone")),
    layer(file("d/.wh.", b""), file("d/.wh.gone", b""), file(".wh..wh.plnk/1.2"), file(".wh..wh.aufs", b""),
          (info("device", type=tarfile.CHRTYPE, devmajor=0, devminor=0), b"")),
])
archive("names", [layer(
    file("/absolute"), file("../../outside"), file("./dots/../dots//file"),
    (info("caf\udce9"), b"latin1\n"), (info("caf\\xe9"), b"letters\n"),
    (info("attributes", pax_headers={"SCHILY.xattr.user.note": "value"}), b"x\n"),
    file("twice", b"first\n"), file("twice", b"second\n"))])
