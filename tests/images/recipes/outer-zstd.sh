# shellcheck shell=bash
# needs: classic
# docker save | pzstd: a frame for each piece, and skippable frames between them.
pzstd -p2 --quiet <"$IMAGES/classic/image.tar" >"$OUT/image.tar.zst"
oracles "$OUT/image.tar.zst"
