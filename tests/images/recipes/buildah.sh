# shellcheck shell=bash
# buildah's words in the history, in the form that buildah push and podman save write.
cp -r "$RECIPE" "$WORK/context"
busybox_rootfs "$WORK/context/rootfs"
own=(buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver vfs)
"${own[@]}" bud --isolation chroot --layers --format docker --build-arg RELEASE=2024.1 \
  --tag peel.test/buildah:1.0 "$WORK/context"
"${own[@]}" push --quiet peel.test/buildah:1.0 "docker-archive:$OUT/image.tar:peel.test/buildah:1.0"
"${own[@]}" rmi --all --force
oracles "$OUT/image.tar"
