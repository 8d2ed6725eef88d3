# shellcheck shell=bash
# needs: docker
# What rules find of bases: one that gets no fixes any more, and one that does; each a busybox that says
# in os-release which distribution it is.
release() {
  local name=$1 version=$2 base=$WORK/$1
  mkdir -p "$base"
  busybox_rootfs "$base/rootfs"
  mkdir -p "$base/rootfs/etc" "$base/rootfs/usr/lib"
  printf 'PRETTY_NAME="Debian GNU/Linux %s"\nNAME="Debian GNU/Linux"\nVERSION_ID="%s"\nID=debian\n' \
    "$version" "$version" >"$base/rootfs/usr/lib/os-release"
  ln -s ../usr/lib/os-release "$base/rootfs/etc/os-release"
  tar --create --file "$base/rootfs.tar" --directory "$base/rootfs" --numeric-owner .
  printf 'FROM scratch\nADD rootfs.tar /\nCMD ["sh"]\n' >"$base/Dockerfile"
  DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag "peel.test/$name:1" "$base"
  dock save --output "$OUT/$name.tar" "peel.test/$name:1"
}
release old 10
release current 13
