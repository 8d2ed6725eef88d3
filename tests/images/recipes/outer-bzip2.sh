# shellcheck shell=bash
# needs: classic
# docker save | pbzip2: a stream for each 900 kB.
pbzip2 -p2 -b9 <"$IMAGES/classic/image.tar" >"$OUT/image.tar.bz2"
oracles "$OUT/image.tar.bz2"
