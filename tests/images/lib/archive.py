"""Reads what `docker save` and `skopeo copy` to docker-archive: or oci-archive:
write, and lays the same image out in the forms of later tools.

    archive.py layers    IN IMAGE DIR   each layer's tar as DIR/layer-N.tar, with
                                        its sums in DIR/sha256.txt, and DIR/config.json
    archive.py count     IN             how many images there are
    archive.py plain     IN OUT         the archive itself, uncompressed
    archive.py moby25    IN OUT         as `docker save` of Docker 25.0 does
    archive.py containerd IN OUT        as containerd exports an image it pulled
    archive.py gzip      IN OUT         docker save's older form, its layers gzipped
"""

import gzip
import hashlib
import io
import json
import posixpath
import subprocess
import sys
import tarfile


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def compact(value):
    """JSON as Go writes it (the values here hold none of <, > and &)."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


# The program that takes each compression away, by the stream's first bytes.
DECOMPRESSORS = {
    b"\x1f\x8b": "gzip",
    b"\x28\xb5\x2f\xfd": "zstd",
    # A skippable frame.
    b"\x50\x2a\x4d\x18": "zstd",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
}


def decompress(data):
    for magic, program in DECOMPRESSORS.items():
        if data.startswith(magic):
            return subprocess.run([program, "-dc"], input=data, stdout=subprocess.PIPE, check=True).stdout
    return data


class Archive:
    """An archive's images as manifest.json tells of them, and its members' bytes."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.tar = tarfile.open(fileobj=io.BytesIO(decompress(file.read())))
        self.members = {posixpath.normpath(m.name): m for m in self.tar.getmembers()}
        if "manifest.json" in self.members:
            self.manifest = json.loads(self.read("manifest.json"))
        else:
            index = json.loads(self.read("index.json"))
            self.manifest = [self.described(entry["digest"]) for entry in index["manifests"]]

    def described(self, digest):
        """An OCI manifest in the words of manifest.json."""

        def path(digest):
            return "blobs/" + digest.replace(":", "/")

        manifest = json.loads(self.read(path(digest)))
        layers = [path(layer["digest"]) for layer in manifest["layers"]]
        return {"Config": path(manifest["config"]["digest"]), "RepoTags": None, "Layers": layers}

    def read(self, name):
        """A member's bytes; a layer that docker save stored once is linked to."""
        member = self.members[posixpath.normpath(name)]
        while member.issym():
            target = posixpath.join(posixpath.dirname(member.name), member.linkname)
            member = self.members[posixpath.normpath(target)]
        return self.tar.extractfile(member).read()


class Writer:
    """A tar of plain files in the order of their names, folders first."""

    def __init__(self, path):
        self.path = path
        self.files = {}

    def add(self, name, data, mtime=0):
        self.files[name] = (data, mtime)

    def blob(self, data, mtime=0):
        digest = sha256(data)
        self.add("blobs/sha256/" + digest, data, mtime)
        return digest

    def close(self):
        folders = {"blobs", "blobs/sha256"} if any(n.startswith("blobs/") for n in self.files) else set()
        folders |= {n.split("/")[0] for n in self.files if "/" in n}
        with tarfile.open(self.path, "w", format=tarfile.PAX_FORMAT) as tar:
            for name in sorted(folders | set(self.files)):
                info = tarfile.TarInfo(name)
                if name in folders:
                    info.type, info.mode = tarfile.DIRTYPE, 0o755
                    tar.addfile(info)
                else:
                    data, info.mtime = self.files[name]
                    info.size = len(data)
                    tar.addfile(info, io.BytesIO(data))


def created(config):
    """A config's creation time in seconds, for the members' times."""
    from datetime import datetime

    return int(datetime.fromisoformat(config["created"][:19] + "+00:00").timestamp())


def annotations(tag):
    """What both tools write about a tag of a local image."""
    repository, _, name = tag.rpartition(":")
    first = repository.split("/")[0]
    if "/" not in repository:
        repository = "docker.io/library/" + repository
    elif "." not in first and ":" not in first and first != "localhost":
        repository = "docker.io/" + repository
    return {
        "io.containerd.image.name": repository + ":" + name,
        "org.opencontainers.image.ref.name": name,
    }


def moby25(source, target):
    # moby v25.0.5, image/tarexport/save.go: the layers stay uncompressed, each
    # with a config in the form of Docker 1.0 beside it, all of them as blobs.
    archive, out = Archive(source), Writer(target)
    index, manifest, repositories = [], [], {}
    for image in archive.manifest:
        raw = archive.read(image["Config"])
        config = json.loads(raw)
        mtime = created(config)
        digest = out.blob(raw, mtime)
        platform = {"architecture": config["architecture"], "os": config["os"]}
        layers = []
        for path in image["Layers"]:
            data = archive.read(path)
            out.blob(archive.read(posixpath.dirname(path) + "/json"), mtime)
            layers.append(
                {
                    "mediaType": "application/vnd.oci.image.layer.v1.tar",
                    "digest": "sha256:" + out.blob(data, mtime),
                    "size": len(data),
                }
            )
        described = compact(
            {
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": {
                    "mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "sha256:" + digest,
                    "size": len(raw),
                    "platform": platform,
                },
                "layers": layers,
            }
        )
        manifest_digest = out.blob(described)
        for tag in image["RepoTags"] or []:
            repository, _, name = tag.rpartition(":")
            top = layers[-1]["digest"].removeprefix("sha256:")
            repositories.setdefault(repository, {})[name] = top
            index.append(
                {
                    "mediaType": "application/vnd.oci.image.manifest.v1+json",
                    "digest": "sha256:" + manifest_digest,
                    "size": len(described),
                    "annotations": annotations(tag),
                    "platform": platform,
                }
            )
        item = {
            "Config": "blobs/sha256/" + digest,
            "RepoTags": image["RepoTags"],
            "Layers": ["blobs/sha256/" + l["digest"].removeprefix("sha256:") for l in layers],
            "LayerSources": {
                l["digest"]: {k: l[k] for k in ("mediaType", "size", "digest")}
                for l in sorted(layers, key=lambda l: l["digest"])
            },
        }
        manifest.append(item)
    out.add("manifest.json", compact(manifest) + b"\n")
    if repositories:
        out.add("repositories", compact({k: dict(sorted(v.items())) for k, v in sorted(repositories.items())}) + b"\n")
    out.add("oci-layout", b'{"imageLayoutVersion": "1.0.0"}')
    out.add(
        "index.json",
        compact(
            {
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.index.v1+json",
                "manifests": index or None,
            }
        ),
    )
    out.close()


def containerd(source, target):
    # containerd images/archive/exporter.go: the blobs as they were pulled, so
    # gzipped, and a manifest.json for the one platform.
    archive, out = Archive(source), Writer(target)
    index, manifest = [], []
    for image in archive.manifest:
        raw = archive.read(image["Config"])
        digest = out.blob(raw)
        layers = []
        for path in image["Layers"]:
            data = gzip.compress(decompress(archive.read(path)), mtime=0)
            layers.append(
                {
                    "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                    "digest": "sha256:" + out.blob(data),
                    "size": len(data),
                }
            )
        described = compact(
            {
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": {
                    "mediaType": "application/vnd.oci.image.config.v1+json",
                    "digest": "sha256:" + digest,
                    "size": len(raw),
                },
                "layers": layers,
            }
        )
        manifest_digest = out.blob(described)
        for tag in image["RepoTags"] or []:
            index.append(
                {
                    "mediaType": "application/vnd.oci.image.manifest.v1+json",
                    "digest": "sha256:" + manifest_digest,
                    "size": len(described),
                    "annotations": annotations(tag),
                }
            )
        manifest.append(
            {
                "Config": "blobs/sha256/" + digest,
                "RepoTags": image["RepoTags"],
                "Layers": ["blobs/sha256/" + l["digest"].removeprefix("sha256:") for l in layers],
            }
        )
    out.add("manifest.json", compact(manifest))
    out.add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
    out.add(
        "index.json",
        compact(
            {
                "schemaVersion": 2,
                "mediaType": "application/vnd.oci.image.index.v1+json",
                "manifests": index,
            }
        ),
    )
    out.close()


def gzip_layers(source, target):
    """A manifest.json, configs and layers, as go-containerregistry writes them."""
    archive, out = Archive(source), Writer(target)
    manifest = []
    for image in archive.manifest:
        raw = archive.read(image["Config"])
        config = "sha256:" + sha256(raw)
        out.add(config, raw)
        layers = []
        for path in image["Layers"]:
            data = gzip.compress(decompress(archive.read(path)), compresslevel=9, mtime=0)
            layers.append(sha256(data) + ".tar.gz")
            out.add(layers[-1], data)
        manifest.append({"Config": config, "RepoTags": image["RepoTags"], "Layers": layers})
    out.add("manifest.json", compact(manifest))
    out.close()


def layers(source, image, target):
    archive = Archive(source)
    item = archive.manifest[int(image)]
    with open(target + "/config.json", "wb") as file:
        file.write(archive.read(item["Config"]))
    with open(target + "/sha256.txt", "w") as sums:
        for number, path in enumerate(item["Layers"]):
            stored = archive.read(path)
            plain = decompress(stored)
            with open(f"{target}/layer-{number}.tar", "wb") as file:
                file.write(plain)
            row = (number, sha256(stored), len(stored), sha256(plain), len(plain), path)
            print(*row, sep="\t", file=sums)


def main(command, *arguments):
    if command == "count":
        print(len(Archive(arguments[0]).manifest))
    elif command == "plain":
        with open(arguments[0], "rb") as file, open(arguments[1], "wb") as plain:
            plain.write(decompress(file.read()))
    elif command == "layers":
        layers(*arguments)
    else:
        {"moby25": moby25, "containerd": containerd, "gzip": gzip_layers}[command](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
