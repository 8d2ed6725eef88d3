# shellcheck shell=bash
# needs: classic
# docker save | gzip
gzip --no-name <"$IMAGES/classic/image.tar" >"$OUT/image.tar.gz"
oracles "$OUT/image.tar.gz"
