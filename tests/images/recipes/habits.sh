# shellcheck shell=bash
# Debian with what people do at a terminal and no build needs: apt, two programs that download, a service that ends
# with its RUN; and files that are copied to a relative path. Nothing is fetched while it builds.
own=(buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver vfs)
build() {
  "${own[@]}" bud --isolation chroot --layers --format docker --tag "$1" "$2"
}

mkdir "$WORK/base"
rootfs=$(debian_tarball bookworm)
ln "$rootfs" "$WORK/base/rootfs.tar" || cp "$rootfs" "$WORK/base/rootfs.tar"
printf '#!/bin/sh\nexit 0\n' >"$WORK/base/dbus"
chmod 755 "$WORK/base/dbus"
printf 'FROM scratch\nADD rootfs.tar /\nCOPY dbus /etc/init.d/\nCMD ["bash"]\n' >"$WORK/base/Dockerfile"
build localhost/peel.test/debian:habits "$WORK/base"
build localhost/peel.test/habits:1.0 "$RECIPE"
"${own[@]}" push --quiet localhost/peel.test/habits:1.0 "docker-archive:$OUT/image.tar:peel.test/habits:1.0"
"${own[@]}" rmi --all --force
