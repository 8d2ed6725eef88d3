# shellcheck shell=bash
# needs: docker
# What rules find of bases: one that gets no fixes any more, and one that does; each a busybox that says
# in os-release which distribution it is, and a large one with translations. On the second stand a program that needs nothing of it, and a
# language's, which needs a loader (what is in it is any program that does).
release() {
  local name=$1 version=$2 base=$WORK/$1
  mkdir -p "$base"
  busybox_rootfs "$base/rootfs"
  mkdir -p "$base/rootfs/etc" "$base/rootfs/usr/lib"
  printf 'PRETTY_NAME="Debian GNU/Linux %s"\nNAME="Debian GNU/Linux"\nVERSION_ID="%s"\nID=debian\n' \
    "$version" "$version" >"$base/rootfs/usr/lib/os-release"
  ln -s ../usr/lib/os-release "$base/rootfs/etc/os-release"
  echo "$version" >"$base/rootfs/etc/debian_version"
  if [ "$name" = large ]; then
    mkdir -p "$base/rootfs/usr/share/locale/de"
    noise programs 62000000 >"$base/rootfs/usr/lib/programs.bin"
    noise locale 3000000 >"$base/rootfs/usr/share/locale/de/all.mo"
  fi
  tar --create --file "$base/rootfs.tar" --directory "$base/rootfs" --numeric-owner .
  printf 'FROM scratch\nADD rootfs.tar /\nCMD ["sh"]\n' >"$base/Dockerfile"
  DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag "peel.test/$name:1" "$base"
  dock save --output "$OUT/$name.tar" "peel.test/$name:1"
}
release old 10
release current 13
release large 13

with() {
  local name=$1 program=$2 at=$3
  mkdir -p "$WORK/$name"
  cp "$(readlink -f "$(command -v "$program")")" "$WORK/$name/program"
  printf 'setting = 1\n' >"$WORK/$name/app.conf"
  printf 'FROM peel.test/current:1\nCOPY program %s\nCOPY app.conf /etc/app.conf\nCMD ["%s", "app"]\n' \
    "$at" "${at##*/}" >"$WORK/$name/Dockerfile"
  DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag "peel.test/$name:1" "$WORK/$name"
  dock save --output "$OUT/$name.tar" "peel.test/$name:1"
  # What another tool says of its header.
  readelf --program-headers --wide "$WORK/$name/program" >"$OUT/$name.txt"
}
with static busybox /usr/local/bin/shop
with python env /usr/bin/python3.11
