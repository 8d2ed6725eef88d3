# shellcheck shell=bash
# needs: classic
# The image of "classic" as containerd exports it: gzipped layers.
python3 "$LIB/archive.py" containerd "$IMAGES/classic/image.tar" "$OUT/image.tar"
oracles "$OUT/image.tar"
