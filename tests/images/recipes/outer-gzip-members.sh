# shellcheck shell=bash
# needs: classic
# A gzip file of two members, cut anywhere: what parallel compressors write.
tar=$IMAGES/classic/image.tar
half=$(($(stat --format %s "$tar") / 2 + 77))
{
  head -c "$half" "$tar" | gzip --no-name
  tail -c "+$((half + 1))" "$tar" | gzip --no-name
} >"$OUT/image.tar.gz"
oracles "$OUT/image.tar.gz"
