# shellcheck shell=bash
# needs: buildkit
# A tar of an OCI layout without manifest.json, its layers gzipped.
skopeo copy --quiet "docker-archive:$IMAGES/buildkit/image.tar" \
  "oci-archive:$OUT/image.tar:peel.test/buildkit:1.0"
oracles "$OUT/image.tar"
