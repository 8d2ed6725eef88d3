# shellcheck shell=bash
# needs: buildkit
# Layers in zstd:chunked: a frame for each file, the table of contents and the footer in
# skippable frames. umoci reads no zstd: its tree is that of the same image in its first form.
skopeo copy --quiet --dest-compress-format zstd:chunked "docker-archive:$IMAGES/buildkit/image.tar" \
  "oci:$WORK/oci:1.0"
tar --create --file "$OUT/image.tar" --directory "$WORK/oci" --sort=name --owner=0 --group=0 \
  --numeric-owner blobs index.json oci-layout
oracles "$OUT/image.tar" but-umoci
cp "$IMAGES/buildkit/oracle/rootfs.tsv" "$OUT/oracle/"
