"""BuildKit's provenance beside an image, laid out as its docs/attestations say (slsa-definitions.md,
attestation-storage.md), in the mode "max".

provenance.py CLEAN OUT TOKEN    CLEAN is a docker save archive of one image
"""

import base64
import json
import sys

from archive import Archive, Writer, compact, decompress

source, out, token = sys.argv[1:]
image = Archive(source)
item = image.manifest[0]
config = image.read(item["Config"])
layers = [decompress(image.read(path)) for path in item["Layers"]]

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar"
IN_TOTO = "application/vnd.in-toto+json"
METADATA = "https://mobyproject.org/buildkit@v1#metadata"


def material(name, digest):
    return {"uri": f"pkg:docker/{name}", "digest": {"sha256": digest * 32}}


def source_of(dockerfile):
    data = base64.b64encode(dockerfile.encode()).decode()
    return {"source": {"infos": [{"filename": "Dockerfile", "language": "Dockerfile", "data": data}]}}


def layout(name, predicate_type, predicate):
    writer = Writer(f"{out}/{name}.tar")

    def put(data, media_type, **more):
        digest = "sha256:" + writer.blob(data)
        return {"mediaType": media_type, "digest": digest, "size": len(data), **more}

    def manifest(config, layers, **more):
        body = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": layers}
        return put(compact(body), MANIFEST, **more)

    writer.add("oci-layout", b'{"imageLayoutVersion":"1.0.0"}')
    described = manifest(
        put(config, CONFIG),
        [put(layer, LAYER) for layer in layers],
        platform={"architecture": "amd64", "os": "linux"},
        annotations={"org.opencontainers.image.ref.name": "1.4.2"},
    )
    subject = [{"name": "pkg:docker/peel.test/clean@1.4.2", "digest": {"sha256": described["digest"][7:]}}]
    statement = {"_type": "https://in-toto.io/Statement/v0.1", "predicateType": predicate_type}
    statement |= {"subject": subject, "predicate": predicate}
    attested = manifest(
        put(compact({"architecture": "unknown", "os": "unknown"}), CONFIG),
        [put(compact(statement), IN_TOTO, annotations={"in-toto.io/predicate-type": predicate_type})],
        platform={"architecture": "unknown", "os": "unknown"},
        annotations={
            "vnd.docker.reference.type": "attestation-manifest",
            "vnd.docker.reference.digest": described["digest"],
        },
    )
    index = {"schemaVersion": 2, "manifests": [described, attested]}
    writer.add("index.json", compact(index))
    writer.close()


layout(
    "provenance",
    "https://slsa.dev/provenance/v0.2",
    {
        "builder": {"id": ""},
        "buildType": "https://mobyproject.org/buildkit@v1",
        "materials": [
            material("docker/dockerfile@1", "cd"),
            material("golang@latest?platform=linux%2Famd64", "ab"),
            material("debian@bookworm-slim?platform=linux%2Famd64", "ef"),
        ],
        "invocation": {
            "configSource": {"entryPoint": "Dockerfile"},
            "parameters": {
                "frontend": "gateway.v0",
                "args": {
                    "build-arg:GITHUB_TOKEN": f"ghp_{token}",
                    "build-arg:VERSION": "1.4.2",
                    "source": "docker/dockerfile:1",
                },
                "secrets": [{"id": "npm"}],
            },
        },
        "metadata": {
            METADATA: source_of(
                "# syntax=docker/dockerfile:1\n"
                "FROM golang AS build\n"
                "ARG GITHUB_TOKEN\n"
                "ENV DATABASE_PASSWORD=change-me-now\n"
                "RUN make\n"
                "FROM debian:bookworm-slim\n"
                "COPY --from=build /shop /usr/bin/shop\n"
            )
        },
    },
)
layout(
    "provenance-v1",
    "https://slsa.dev/provenance/v1",
    {
        "buildDefinition": {
            "buildType": "https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-definitions.md",
            "externalParameters": {
                "configSource": {"path": "Dockerfile"},
                "request": {"frontend": "dockerfile.v0", "args": {"build-arg:VERSION": "1.4.2"}},
            },
            "resolvedDependencies": [
                material("golang@1.23?platform=linux%2Famd64", "ab"),
                material("debian?digest=sha256%3A" + "ef" * 32, "ef"),
            ],
        },
        "runDetails": {
            "builder": {"id": "https://builder.example/42"},
            "metadata": {"buildkit_metadata": source_of("FROM golang:1.23 AS build\nRUN make\n")},
        },
    },
)
