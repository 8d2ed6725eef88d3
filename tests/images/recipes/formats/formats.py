"""Archives that no tool here writes, laid out as their tools' sources do.

formats.py CLEAN OUT    CLEAN is a docker save archive of one image
"""

import gzip
import json
import sys

from archive import Archive, Writer, compact, decompress, sha256

source, out = sys.argv[1:]
image = Archive(source)
item = image.manifest[0]
config = image.read(item["Config"])
layers = [decompress(image.read(path)) for path in item["Layers"]]

INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar"
AMD64 = {"architecture": "amd64", "os": "linux"}


class Layout(Writer):
    """An OCI image layout in a tar."""

    def __init__(self, name):
        super().__init__(f"{out}/{name}.tar")
        self.add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')

    def put(self, data, media_type, **more):
        digest = "sha256:" + self.blob(data)
        return {"mediaType": media_type, "digest": digest, "size": len(data), **more}

    def manifest(self, config, layers, media_type=CONFIG, **more):
        body = {"schemaVersion": 2, "mediaType": MANIFEST}
        body |= {"config": self.put(config, media_type), "layers": layers}
        return self.put(compact(body | more), MANIFEST)

    def image(self, layer_type=LAYER):
        return self.manifest(config, [self.put(layer, layer_type) for layer in layers])

    def index(self, manifests, **more):
        return compact({"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests, **more})

    def end(self, manifests, **more):
        self.add("index.json", self.index(manifests, **more))
        self.close()


def named(descriptor, name):
    return descriptor | {"annotations": {"org.opencontainers.image.ref.name": name}}


def attested():
    # buildkit docs/attestations/attestation-storage.md: an index of the image and, on the
    # platform unknown/unknown, a manifest whose layers are in-toto statements.
    layout = Layout("attested")
    image = layout.image() | {"platform": AMD64}
    subject = [{"name": "pkg:docker/peel.test/clean@1", "digest": {"sha256": image["digest"][7:]}}]

    def statement(predicate_type, predicate):
        body = {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": predicate_type}
        body |= {"subject": subject, "predicate": predicate}
        return layout.put(
            json.dumps(body, indent=2).encode(),
            "application/vnd.in-toto+json",
            annotations={"in-toto.io/predicate-type": predicate_type},
        )

    provenance = statement(
        "https://slsa.dev/provenance/v0.2",
        {
            "builder": {"id": "https://builder.example/42"},
            "buildType": "https://mobyproject.org/buildkit@v1",
            "materials": [{"uri": "pkg:docker/debian@bookworm", "digest": {"sha256": "ab" * 32}}],
            "invocation": {
                "configSource": {"entryPoint": "Dockerfile"},
                "parameters": {"frontend": "dockerfile.v0"},
            },
            "metadata": {"buildStartedOn": "2024-05-01T10:00:00Z", "reproducible": False},
        },
    )
    sbom = statement(
        "https://spdx.dev/Document",
        {
            "spdxVersion": "SPDX-2.3",
            "name": "clean",
            "creationInfo": {"created": "2024-05-01T10:00:00Z", "creators": ["Tool: syft"]},
            "packages": [
                {"name": "busybox", "versionInfo": "1.35.0", "licenseDeclared": "GPL-2.0-only"},
                {"name": "<b>musl</b>", "versionInfo": "1.2.5", "licenseDeclared": "MIT"},
            ],
        },
    )
    body = {"schemaVersion": 2, "mediaType": MANIFEST, "layers": [provenance, sbom]}
    body["config"] = layout.put(
        compact({"architecture": "unknown", "os": "unknown", "rootfs": {"diff_ids": []}}), CONFIG
    )
    attestation = layout.put(compact(body), MANIFEST) | {
        "platform": {"architecture": "unknown", "os": "unknown"},
        "annotations": {
            "vnd.docker.reference.digest": image["digest"],
            "vnd.docker.reference.type": "attestation-manifest",
        },
    }
    index = layout.put(layout.index([image, attestation]), INDEX)
    layout.end([named(index, "peel.test/clean:1")])


def absent():
    # containerd's store exports the index of all platforms, and the blobs that it has; the
    # manifest.json is of the one platform (daemon/containerd/image_exporter.go, SkipMissing).
    layout = Layout("absent")
    image = layout.image() | {"platform": AMD64}

    def missing(**platform):
        return {"mediaType": MANIFEST, "size": 1, "platform": platform} | {
            "digest": "sha256:" + sha256(compact(platform))
        }

    listed = [missing(os="linux", architecture="arm64"), image]
    listed.append(missing(os="linux", architecture="arm", variant="v7"))
    index = layout.put(layout.index(listed), INDEX)
    blobs = ["blobs/sha256/" + sha256(layer) for layer in layers]
    name = {"Config": "blobs/sha256/" + sha256(config), "RepoTags": ["peel.test/clean:1"]}
    layout.add("manifest.json", compact([name | {"Layers": blobs}]))
    layout.end([named(index, "1")])


def helm():
    # What `helm push` stores, as `oras copy` leaves it (helm pkg/registry/client.go).
    layout = Layout("helm")
    chart = gzip.compress(b"chart", mtime=0)
    meta = compact({"name": "web", "version": "1.2.0", "apiVersion": "v2"})
    content = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
    body = {"schemaVersion": 2, "layers": [layout.put(chart, content)]}
    body["config"] = layout.put(meta, "application/vnd.cncf.helm.config.v1+json")
    layout.end([named(layout.put(compact(body), MANIFEST), "1.2.0")])


def foreign():
    # docker save of a Windows image: the base may not be distributed, and is not there.
    written = Writer(f"{out}/foreign.tar")
    changed = json.loads(config)
    diff_id = "sha256:" + sha256(b"the base of Windows")
    changed["rootfs"]["diff_ids"].insert(0, diff_id)
    changed["history"].insert(0, {"created_by": "Apply image 10.0"})
    data = compact(changed)
    names = [sha256(layer) + "/layer.tar" for layer in layers]
    written.add(sha256(data) + ".json", data)
    for name, layer in zip(names, layers):
        written.add(name, layer)
    base = {"mediaType": "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", "size": 9}
    base |= {"digest": "sha256:" + "cd" * 32, "urls": ["https://mcr.example/layers/base"]}
    listed = {"Config": sha256(data) + ".json", "RepoTags": ["peel.test/windows:1"]}
    listed |= {"Layers": ["base/layer.tar", *names], "LayerSources": {diff_id: base}}
    written.add("manifest.json", compact([listed]))
    written.close()


def out_of_order():
    # Docker 25.0.0 (fixed by moby 1e335cfa74): the OCI manifest's layers in any order.
    layout = Layout("out-of-order")
    body = {"schemaVersion": 2, "mediaType": MANIFEST, "config": layout.put(config, CONFIG)}
    body["layers"] = [layout.put(layer, LAYER) for layer in reversed(layers)]
    manifest = layout.put(compact(body), MANIFEST)
    blobs = ["blobs/sha256/" + sha256(layer) for layer in layers]
    name = {"Config": "blobs/sha256/" + sha256(config), "RepoTags": ["peel.test/clean:1"]}
    layout.add("manifest.json", compact([name | {"Layers": blobs}]))
    layout.end([named(manifest, "1")])


def ambiguous():
    # CVE-2021-41190.
    layout = Layout("ambiguous")
    both = {"schemaVersion": 2, "config": layout.put(config, CONFIG)}
    both |= {"layers": [layout.put(layer, LAYER) for layer in layers], "manifests": []}
    layout.end([named(layout.put(compact(both), MANIFEST), "1")])


def mislabelled():
    layout = Layout("mislabelled")
    layout.end([named(layout.image(LAYER + "+gzip"), "1")])


def legacy():
    # Docker 1.10 to 24 wrote the older form's files too: without the newer ones, it is that.
    written = Writer(f"{out}/legacy.tar")
    for name, member in image.members.items():
        if not member.isdir() and ("/" in name or name == "repositories"):
            written.add(name, image.read(name))
    written.close()


for make in (attested, absent, helm, foreign, out_of_order, ambiguous, mislabelled, legacy):
    make()
