# shellcheck shell=bash
# needs: docker
# BuildKit as Docker 20.10 has it built in: its words in the history.
cp -r "$RECIPE" "$WORK/context"
busybox_rootfs "$WORK/context/rootfs"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --build-arg RELEASE=2024.1 \
  --tag peel.test/buildkit:1.0 "$WORK/context"
history_of peel.test/buildkit:1.0
dock save --output "$OUT/image.tar" peel.test/buildkit:1.0
oracles "$OUT/image.tar"
