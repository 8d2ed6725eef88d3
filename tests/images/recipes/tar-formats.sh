# shellcheck shell=bash
# One layer from each tar program in each of its formats: GNU tar's v7, oldgnu and three forms of
# sparse file, bsdtar's pax (with attributes in its own form too) and ustar, Python's, busybox's.
tree=$WORK/tree
mkdir -p "$tree/folder/below"
echo plain >"$tree/folder/file"
ln "$tree/folder/file" "$tree/folder/hard"
ln -s file "$tree/folder/soft"
mkfifo "$tree/folder/pipe"
mknod "$tree/folder/device" c 1 3
echo below >"$tree/folder/below/file"
long=$(printf 'n%.0s' {1..120})

# each NAME TAR...: a copy of the tree in a folder of that name, written by that command.
layers=()
each() {
  local name=$1
  shift
  mkdir "$WORK/$name"
  cp -a "$tree/folder" "$WORK/$name/$name"
  (cd "$WORK/$name" && "$@")
  layers+=("$name")
}
gnu() {
  tar --create --file "$WORK/layer.tar" --numeric-owner --sort=name --mtime=@1714557600 "$@"
  mv "$WORK/layer.tar" "$WORK/${PWD##*/}.tar"
}
# Before ustar there were no devices and pipes.
v7() {
  rm v7/device v7/pipe
  gnu --format=v7 v7
}
each v7 v7

oldgnu() {
  echo long >"oldgnu/$long"
  ln -s "../$long/$long" oldgnu/long-link
  chown 3000000000:3000000000 oldgnu/below/file
  gnu --format=oldgnu oldgnu
}
each oldgnu oldgnu

# Sixty pieces: the map of version 1.0 fills more than a block.
holes() {
  local piece
  truncate --size 64M "$1"
  for ((piece = 0; piece < 60; piece++)); do
    printf 'piece %s' "$piece" |
      dd of="$1" bs=1 seek=$((piece * 1048576)) conv=notrunc status=none
  done
}
for version in 0.0 0.1 1.0; do
  sparse() {
    holes "sparse-$version/holes"
    echo after >"sparse-$version/later"
    gnu --format=pax --sparse --sparse-version="$version" "sparse-$version"
  }
  each "sparse-$version" sparse
done

# Whole seconds, so that GNU tar's listings have their columns in one place.
dates() { find . -exec touch --no-dereference --date=@1714557600 {} +; }

# libarchive writes attributes twice: as star does, and in base64.
bsd_pax() {
  python3 -c 'import os; os.setxattr("bsd-pax/file", b"user.note", b"\x00\xff= value")'
  echo long >"bsd-pax/$long$long"
  dates
  touch --date=1969-12-31T23:00:00Z bsd-pax/below/file
  bsdtar --create --file "$WORK/bsd-pax.tar" --format=pax --xattrs bsd-pax
}
each bsd-pax bsd_pax
bsd_ustar() { dates && bsdtar --create --file "$WORK/bsd-ustar.tar" --format=ustar bsd-ustar; }
each bsd-ustar bsd_ustar

python() {
  dates
  python3 - "$WORK/python.tar" <<'END'
import sys
import tarfile

with tarfile.open(sys.argv[1], "w", format=tarfile.PAX_FORMAT) as tar:
    tar.add("python")
    info = tarfile.TarInfo("python/" + "ä" * 90 + "/far")
    info.mtime, info.uid, info.gid = -86400, 2**31, 2**22
    tar.addfile(info)
END
}
each python python
box() { dates && busybox tar -cf "$WORK/busybox.tar" busybox; }
each busybox box

image_new
for layer in "${layers[@]}"; do
  image_layer "$WORK/$layer.tar" "COPY $layer / "
done
image_save "$OUT/image.tar" "peel.test/$NAME:1"
oracles "$OUT/image.tar"
