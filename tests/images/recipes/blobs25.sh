# shellcheck shell=bash
# needs: classic
# The image of "classic" as Docker 25.0 saves it, by moby's own layout.
python3 "$LIB/archive.py" moby25 "$IMAGES/classic/image.tar" "$OUT/image.tar"
oracles "$OUT/image.tar"
