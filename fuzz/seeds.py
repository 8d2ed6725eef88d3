#!/usr/bin/env python3
"""Writes the first inputs of the fuzz targets: small archives and layers by GNU tar, configs of
the test images, streams by the compressors.

    fuzz/seeds.py IMAGES CORPUS     IMAGES is target/images, CORPUS the folder of all corpora
"""

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib


def run(*words, **options):
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, **options).stdout


def layers(folder):
    """Small layers with everything that a tar can say, by GNU tar."""
    root = folder + "/root"
    os.makedirs(root + "/etc/deep/er")
    os.makedirs(root + "/empty")

    def write(path, data):
        with open(root + "/" + path, "wb") as file:
            file.write(data)

    write("etc/passwd", b"root:x:0:0::/:/bin/sh\n")
    write("etc/deep/er/file", b"x" * 600)
    write("café", b"1")
    write("n" * 120, b"2")
    os.link(root + "/etc/passwd", root + "/etc/hard")
    os.symlink("etc/passwd", root + "/soft")
    os.symlink("s" * 150, root + "/longsoft")
    os.symlink("loop", root + "/loop")
    os.mkfifo(root + "/fifo")
    with open(root + "/sparse", "wb") as file:
        for at in range(0, 12):
            file.seek(at * 65536)
            file.write(b"data")
        file.truncate(1 << 20)
    make = ["tar", "--create", "--sort=name", "--mtime=@1700000000", "--exclude=./sparse", "--directory", root]
    yield "gnu", run(*make, "--format=gnu", ".")
    yield "gnu-sparse", run(*make, "--format=gnu", "--sparse", "sparse")
    yield "pax", run(*make, "--format=pax", "--xattrs", ".")
    for version in ("0.0", "0.1", "1.0"):
        yield "pax-sparse-" + version, run(*make, "--format=pax", "--sparse", "--sparse-version=" + version, "sparse")
    yield "v7", run(*make, "--format=v7", "etc", "soft")
    yield "ustar", run(*make, "--format=ustar", "--absolute-names", "etc", "empty")
    plain = [
        ("etc/.wh.passwd", b""),
        ("etc/deep/.wh..wh..opq", b""),
        ("etc/passwd", b"again"),
        ("../../up", b"up"),
        ("/abs", b"abs"),
        ("etc/hard/below", b"a file where a folder was"),
        (".wh.empty", b""),
        ("empty/new", b"new"),
    ]
    yield "whiteouts", by_hand(plain)
    yield "none", bytes(1024)


def by_hand(files, **options):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    # Without the padding to a record of 10 KiB.
    return out.getvalue().rstrip(b"\0").ljust(-(-len(out.getvalue().rstrip(b"\0")) // 512) * 512 + 1024, b"\0")


def odd_headers(tar):
    """Copies of a header that says something strange, with a right checksum."""

    def set_field(at, value):
        header = bytearray(tar[:512])
        header[at : at + len(value)] = value
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        return bytes(header) + tar[512:]

    yield "size-8eib", set_field(124, b"\x80" + b"\xff" * 11)
    yield "size-negative", set_field(124, b"\xff" * 12)
    yield "size-octal", set_field(124, b"77777777777\0")
    yield "size-none", set_field(124, b"\0" * 12)
    yield "mtime-base256", set_field(136, b"\xff" * 12)
    yield "uid-base256", set_field(108, b"\x80\0\0\0\xff\xff\xff\xff")
    for flag in b"\0" b"0123456789AKLNSVXgxMZ\xff":
        yield "type-%02x" % flag, set_field(156, bytes([flag]))
    for records in (b"30 path=a/very/long/path/here\n", b"9 size=9\n", b"6 a=b\n22 GNU.sparse.size=99\n", b"999999 path=x\n", b"19 SCHILY.xattr.a=\0\n", b"23 mtime=1700000000.99\n"):
        header = tarfile.TarInfo("pax")
        header.type, header.size = tarfile.XHDTYPE, len(records)
        yield "pax-" + records[3:9].decode().strip().replace("=", "-").replace("/", ""), header.tobuf(tarfile.USTAR_FORMAT) + records.ljust(512, b"\0") + tar


def archives(config, tars):
    manifest = [{"Config": "config.json", "RepoTags": ["a/b:c"], "Layers": ["1/layer.tar", "2/layer.tar"]}]
    files = [("1/layer.tar", tars[0]), ("2/layer.tar", tars[1]), ("config.json", config)]
    yield "docker", by_hand(files + [("manifest.json", json.dumps(manifest).encode())])
    legacy = [("1/json", b'{"id":"1"}'), ("1/layer.tar", tars[0]), ("2/json", b'{"id":"2","parent":"1","container_config":{"Cmd":["a"]}}'), ("2/VERSION", b"1.0"), ("2/layer.tar", tars[1]), ("repositories", b'{"a":{"latest":"2"}}')]
    yield "legacy", by_hand(legacy)
    blobs, listed = {}, []
    import hashlib

    def blob(data, media):
        digest = hashlib.sha256(data).hexdigest()
        blobs["blobs/sha256/" + digest] = data
        return {"mediaType": media, "digest": "sha256:" + digest, "size": len(data)}

    for data, end in ((gzip.compress(tars[0], mtime=0), "tar+gzip"), (run("zstd", input=tars[1]), "tar+zstd")):
        listed.append(blob(data, "application/vnd.oci.image.layer.v1." + end))
    described = {"schemaVersion": 2, "config": blob(config, "application/vnd.oci.image.config.v1+json"), "layers": listed}
    manifest = blob(json.dumps(described).encode(), "application/vnd.oci.image.manifest.v1+json")
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "1.0"}
    manifest["platform"] = {"os": "linux", "architecture": "amd64"}
    nested = blob(json.dumps({"schemaVersion": 2, "manifests": [manifest, {"mediaType": manifest["mediaType"], "digest": "sha256:" + "0" * 64, "size": 1}]}).encode(), "application/vnd.oci.image.index.v1+json")
    index = json.dumps({"schemaVersion": 2, "manifests": [nested]}).encode()
    yield "oci", by_hand([("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'), ("index.json", index)] + sorted(blobs.items()))


def tables(images):
    """Tables of contents, after the kind of input that they are (bodies/toc.rs)."""
    folder = tempfile.mkdtemp()
    run("tar", "--extract", "--file", images + "/zstd-chunked/image.tar", "--directory", folder)
    with open(folder + "/index.json") as file:
        digest = json.load(file)["manifests"][0]["digest"]
    blob = lambda digest: open(folder + "/blobs/" + digest.replace(":", "/"), "rb").read()
    for number, layer in enumerate(json.loads(blob(digest))["layers"]):
        notes = {key.rsplit("-", 1)[1]: value for key, value in layer["annotations"].items()}
        at, size, unpacked, _ = map(int, notes["position"].split(":"))
        data = blob(layer["digest"])
        frame = data[at : at + size]
        table = run("zstd", "--decompress", input=frame)
        yield "json-%d" % number, b"\0" + table
        yield "frame-%d" % number, b"\1" + unpacked.to_bytes(4, "little") + frame
        yield "member-%d" % number, b"\2" + by_hand([("stargz.index.json", table)])
        if len(data) < 4096:
            text = "%s\n%s\n\n" % (notes["position"], notes["checksum"])
            yield "annotated-%d" % number, b"\3" + text.encode() + data
    shutil.rmtree(folder)
    odd = [
        '{"NAME":"a","type":"reg","size":9007199254740992,"digest":"sha256:%s"}' % ("0f" * 32),
        '{"name":".prefetch.landmark","type":"reg","size":1},{"name":"a","type":"chunk"}',
        '{"name":"../a","type":"hardlink","linkName":"\\u0062","xattrs":{"security.capability":"AA=="}}',
        '{"name":"d/f","type":"reg","size":3},{"name":"d","type":"char"},{"name":".wh.d","type":"reg"}',
        '{"name":"t","type":"dir","modtime":"0001-01-01T00:00:00.5+23:59","mode":-1,"devMajor":null}',
    ]
    for number, rows in enumerate(odd):
        yield "odd-%d" % number, b"\0" + ('{"version":1,"entries":[%s]}' % rows).encode()
    yield "null", b'\0{"version":1,"entries":null}'


def databases(images):
    """What tells of packages in the test images, after the number of its kind (bodies/packages.rs)."""
    kinds = [
        ("var/lib/dpkg/status",), (".list",), (".md5sums",), ("var/lib/dpkg/diversions",), ("lib/apk/db/installed",),
        ("rpmdb.sqlite",), ("Packages.db",), ("rpm/Packages",), ("/METADATA",), ("/RECORD",), ("/installed-files.txt",),
        ("/package.json",), (".jar",), ("bin/greet", "bin/crate", "bin/hello"),
    ]
    seen = {}
    for archive in ("packages/image.tar", "packages-rpm/bdb.tar", "packages-rpm/ndb.tar", "packages-rpm/sqlite.tar", "packages-programs/oci.tar"):
        with tarfile.open(f"{images}/{archive}") as outer:
            for blob in outer:
                data = outer.extractfile(blob).read() if blob.isfile() else b""
                try:
                    layer = tarfile.open(fileobj=io.BytesIO(data))
                except tarfile.TarError:
                    continue
                for member in layer:
                    kind = next((n for n, ends in enumerate(kinds) if member.isfile() and member.name.endswith(ends)), None)
                    if kind is None or not 0 < member.size:
                        continue
                    at = seen[kind] = seen.get(kind, -1) + 1
                    data = layer.extractfile(member).read()
                    if at < 3:
                        # Of what is large the beginning, with its headers.
                        yield f"{kind}-{at}", bytes([kind]) + data[:60000]
                    if at == 0 and len(data) < 20000:
                        # The same in two layers.
                        yield f"{kind}-two", bytes([0x80 + (kind + 12) % len(kinds)]) + data * 2
    yield "4-0", b"\4C:Q1\nP:a\nV:1-r0\nA:x86_64\nL:MIT\no:b\nF:usr/bin\nR:b\nF:etc\nM:0:0:755\nR:a.conf\n\nP:c\nV:2\n\n"
    yield "10-0", b"\n../../../../bin/b\n../../etc/a.conf\n./\n"



def streams(data):
    yield "gzip", gzip.compress(data, mtime=0)
    yield "gzip-members", gzip.compress(data[:100], mtime=0) + gzip.compress(data[100:], mtime=0) + bytes(16)
    yield "zstd", run("zstd", "--ultra", "-22", input=data)
    yield "zstd-fast", run("zstd", "-1", "--no-check", input=data) + b"\x50\x2a\x4d\x18\x04\0\0\0skip"
    yield "bzip2", run("bzip2", input=data)
    yield "bzip2-two", run("bzip2", "-1", input=data[:100]) + run("bzip2", input=data[100:])
    for check in ("none", "crc32", "crc64", "sha256"):
        yield "xz-" + check, run("xz", "--check=" + check, input=data)
    yield "xz-blocks", run("xz", "--block-size=4096", "-0", input=data)
    yield "xz-x86", run("xz", "--x86", "--lzma2=dict=64KiB", input=data)
    yield "xz-delta", run("xz", "--delta=dist=4", "--lzma2", input=data)
    yield "xz-two", run("xz", input=data[:100]) + bytes(8) + run("xz", "--check=none", input=data[100:])
    yield "zeros", run("xz", input=bytes(100000))


def reports(repository):
    """Saved reports, after the kind of input that they are (bodies/saved.rs)."""
    folder = repository + "/tests/report/"
    for name in sorted(os.listdir(folder)):
        with open(folder + name, "rb") as file:
            data = file.read()
        yield name, b"\0" + data
        if name.endswith(".peel"):
            columns = zlib.decompress(data[5:], wbits=-15)
            yield "columns-" + name, b"\1" + columns
            report, tree = {"schema": 1, "generator": "x", "source": {"name": "", "stored_size": 0}, "images": [], "problems": []}, b""
            report["images"] = [{"tags": [], "platform": {"os": "", "architecture": ""}, "config_read": False, "complete": True, "stored_size": 0, "history": [], "findings": [], "problems": [], "config": json.loads('{"user":"","entrypoint":[],"cmd":[],"working_dir":"","env":[],"exposed_ports":[],"volumes":[],"labels":{},"on_build":[],"shell":[]}'), "sizes": json.loads('{"total":0,"visible":0,"hidden":0,"efficiency":1,"files":0,"folders":[],"largest":[],"causes":[],"hidden_paths":[],"hidden_more":0,"duplicates":[],"duplicate_bytes":0,"dive":{"efficiency":1,"wasted_bytes":0,"size_bytes":0}}'), "layers": [{"name": "l", "scanned": True, "tar_size": 0, "size": 1, "entries": 2, "hidden": 0, "tree": 0}, {"name": "m", "scanned": True, "tar_size": 0, "size": 1, "entries": 2, "hidden": 0, "tree": 1}]}]
            text = json.dumps(report, separators=(",", ":")).encode()
            head = number(len(text)) + text
            # A root, a file, a link and a whiteout; of the second tree, a file in a folder.
            first = bytes([3, 0, 4, 0, 1, 1, 5]) + b"al.wh.a" + bytes([0, 1, 2, 3]) + bytes([0, 1, 3, 8]) + bytes(4)
            first += bytes([0xED, 3, 0xA4, 3, 0, 0]) + bytes([1, 0, 0]) + bytes(4) + bytes([0, 9, 0, 0]) + bytes([2, 3, 1, 0])
            first += b"hashhash" + bytes([1]) + b"a" + bytes([1, 1, 12]) + bytes([1, 1, 4])
            second = bytes([2, 0, 3, 0, 1, 1]) + b"df" + bytes([0, 1, 1]) + bytes([0, 0, 1]) + bytes(3) + bytes(3)
            second += bytes([1, 1, 1]) + bytes(3) + bytes([0, 0, 5]) + bytes(3) + b"hashhash" + bytes([0, 0])
            for trees in (b"\0", b"\1" + first, b"\2" + first + second):
                yield "small-%d" % trees[0], b"\1" + head + trees


def number(value):
    """As LEB128."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def main(images, corpus):
    def write(target, name, data):
        assert len(data) < 65536, (target, name, len(data))
        os.makedirs(f"{corpus}/{target}", exist_ok=True)
        with open(f"{corpus}/{target}/{name}", "wb") as file:
            file.write(data)

    configs = {}
    for name in sorted(os.listdir(images)):
        path = f"{images}/{name}/oracle/config.json"
        if os.path.exists(path):
            with open(path, "rb") as file:
                configs[name] = file.read()
    for name in ("classic", "buildkit", "buildah", "debian"):
        write("config_history", name, configs[name])
    folder = tempfile.mkdtemp()
    tars = dict(layers(folder))
    shutil.rmtree(folder)
    tars = {name: tar if len(tar) < 65536 else tar[:65000] for name, tar in tars.items()}
    for name, tar in list(tars.items()) + list(odd_headers(tars["whiteouts"])):
        write("tar_scan", name, tar)
    for name, archive in archives(configs["classic"], (tars["ustar"], tars["whiteouts"])):
        write("archive", name, archive)
        for end, packed in (("gz", gzip.compress(archive, mtime=0)), ("zst", run("zstd", input=archive)), ("bz2", run("bzip2", input=archive)), ("xz", run("xz", input=archive))):
            write("archive", name + "." + end, packed)
    for name, table in tables(images):
        write("toc", name, table)
    for name, report in reports(os.path.dirname(os.path.abspath(__file__)) + "/.."):
        write("saved", name, report)
    for name, seed in databases(images):
        write("packages", name, seed)
    for name, stream in streams(tars["gnu"][:20000]):
        write("decompress", name, stream)


if __name__ == "__main__":
    main(*sys.argv[1:])
