# shellcheck shell=bash
# needs: docker
# Docker's classic builder, every instruction it knows, three tags.
cp -r "$RECIPE" "$WORK/context"
busybox_rootfs "$WORK/rootfs"
tar --create --gzip --file "$WORK/context/rootfs.tar.gz" --directory "$WORK/rootfs" \
  --sort=name --owner=0 --group=0 --numeric-owner --mtime=@1704067200 .
noise classic 20000 >"$WORK/context/site/photo.bin"
DOCKER_BUILDKIT=0 dock build --network none --build-arg RELEASE=2024.1 \
  --build-arg NOTE="it's two words" \
  --tag peel.test/classic:1.0 --tag peel.test/classic:latest --tag classic:1.0 "$WORK/context"
history_of classic:1.0
dock save --output "$OUT/image.tar" classic:1.0 peel.test/classic:1.0 peel.test/classic:latest
oracles "$OUT/image.tar"
