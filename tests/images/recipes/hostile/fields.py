"""Puts strangers' text into every field that is shown of an image and that no tool lets one write.

    fields.py IN OUT OCI

Reads a docker-archive, and writes the same image with such a config and manifest, and once more
as an OCI layout whose descriptors have such text too.
"""
import hashlib
import io
import json
import sys
import tarfile

source, target, oci = sys.argv[1:]

MARKUP = "<img src=x onerror=hostile()>"
BIDI, ZERO, ESCAPE = "\u202e", "\u200b", "\u001b[31m"


def hostile(field):
    """Text that would be markup, turn around, hide, or colour what comes after it."""
    return f"{field}{MARKUP}{BIDI}{ZERO}{ESCAPE}\u0000\r\u2066{field}"


with tarfile.open(source) as tar:
    members = {m.name: tar.extractfile(m).read() for m in tar.getmembers() if m.isreg()}
    links = {m.name: m.linkname for m in tar.getmembers() if m.issym()}
[image] = json.loads(members["manifest.json"])
config = json.loads(members[image["Config"]])
layers = [members[name] for name in image["Layers"]]

config.update(
    author=hostile("author"),
    os=hostile("os"),
    architecture=hostile("architecture"),
    variant=hostile("variant"),
    created=hostile("created"),
)
config["config"].update(
    User=hostile("user"),
    WorkingDir=hostile("folder"),
    Entrypoint=[hostile("entrypoint")],
    Cmd=[hostile("command"), "javascript:hostile()"],
    Env=[f"{hostile('NAME')}={hostile('value')}", hostile("without-value")],
    Labels={hostile("label"): hostile("value"), "url": "javascript:hostile()"},
    ExposedPorts={hostile("port"): {}},
    Volumes={hostile("volume"): {}},
    StopSignal=hostile("signal"),
    Healthcheck={"Test": ["CMD-SHELL", hostile("check")]},
    OnBuild=[hostile("onbuild")],
    Shell=[hostile("shell")],
)
for row in config["history"]:
    row.update(author=hostile("author"), comment=hostile("comment"), created=hostile("created"))
config["history"] += [
    {"created_by": hostile(words), "empty_layer": True}
    for words in (
        "/bin/sh -c #(nop)  LABEL ", "|1 A=b /bin/sh -c ", "RUN /bin/sh -c ", "ENV A=", "HEALTHCHECK ",
        "EXPOSE map[", "CMD [\"", "WHATEVER ", "",
    )
]


def write(path, files):
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(data), 1714557600
            tar.addfile(info, io.BytesIO(data))


def digest(data):
    return hashlib.sha256(data).hexdigest()


raw = json.dumps(config).encode()
names = [f"{hostile('layer').replace(chr(0), '')}-{i}.tar" for i in range(len(layers))]
tags = [f"{hostile('tag')}:{hostile('1')}", "javascript:hostile()"]
manifest = [{"Config": digest(raw) + ".json", "RepoTags": tags, "Layers": names}]
# What is named and not there is said, by name.
manifest.append({"Config": hostile("config"), "RepoTags": [hostile("absent")], "Layers": [hostile("gone")]})
write(target, [
    *zip(names, layers), (digest(raw) + ".json", raw), ("manifest.json", json.dumps(manifest).encode()),
])


def descriptor(data, media_type, **more):
    return {"mediaType": media_type, "digest": "sha256:" + digest(data), "size": len(data), **more}


def blob(data):
    return "blobs/sha256/" + digest(data), data


annotations = {
    "org.opencontainers.image.ref.name": hostile("name"),
    "io.containerd.image.name": hostile("name"),
    hostile("key"): hostile("value"),
}
image = json.dumps({
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": descriptor(raw, "application/vnd.oci.image.config.v1+json"),
    "layers": [
        descriptor(data, hostile("application/vnd.oci.image.layer.v1.tar+gzip"), urls=[hostile("javascript:hostile()")])
        for data in layers
    ],
    "annotations": annotations,
}).encode()
statement = json.dumps({
    "_type": hostile("type"), "predicateType": hostile("predicate"),
    "subject": [{"name": hostile("subject"), "digest": {"sha256": hostile("digest")}}],
    "predicate": {"builder": {"id": hostile("builder")}, "buildType": hostile("build"),
                  "materials": [{"uri": hostile("uri")}],
                  "packages": [{"name": hostile("package"), "versionInfo": hostile("version")}]},
}).encode()
empty = b"{}"
attestation = json.dumps({
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": descriptor(empty, "application/vnd.oci.image.config.v1+json"),
    "layers": [descriptor(statement, "application/vnd.in-toto+json",
                          annotations={"in-toto.io/predicate-type": hostile("predicate")})],
}).encode()
artifact = json.dumps({
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "artifactType": hostile("artifact"),
    "config": descriptor(empty, hostile("application/config")),
    "layers": [descriptor(statement, hostile("application/layer"))],
    "annotations": annotations,
}).encode()
index = json.dumps({
    "schemaVersion": 2,
    "manifests": [
        descriptor(image, "application/vnd.oci.image.manifest.v1+json", annotations=annotations,
                   platform={"os": hostile("os"), "architecture": hostile("arch"), "variant": hostile("variant")}),
        descriptor(attestation, "application/vnd.oci.image.manifest.v1+json",
                   platform={"os": "unknown", "architecture": "unknown"},
                   annotations={"vnd.docker.reference.type": "attestation-manifest",
                                "vnd.docker.reference.digest": "sha256:" + digest(image)}),
        descriptor(artifact, "application/vnd.oci.image.manifest.v1+json", annotations=annotations),
        descriptor(b"absent", hostile("application/absent"),
                   platform={"os": hostile("os"), "architecture": hostile("absent")}),
    ],
}).encode()
write(oci, [
    ("oci-layout", b'{"imageLayoutVersion":"1.0.0"}'),
    *(blob(data) for data in [*layers, raw, empty, statement, image, attestation, artifact]),
    ("index.json", index),
])
