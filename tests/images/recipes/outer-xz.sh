# shellcheck shell=bash
# needs: classic
# docker save | xz, in blocks as xz writes them with several threads, and a second stream
# after padding.
tar=$IMAGES/classic/image.tar
half=$(($(stat --format %s "$tar") / 2 + 77))
{
  head -c "$half" "$tar" | xz --threads=2 --block-size=1MiB
  head -c 8 /dev/zero
  tail -c "+$((half + 1))" "$tar" | xz --check=sha256
} >"$OUT/image.tar.xz"
oracles "$OUT/image.tar.xz"
