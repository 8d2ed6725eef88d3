# shellcheck shell=bash
# needs: buildkit
# Layers in eStargz: many gzip members, and a table of contents among the files.
PYTHONPATH=$LIB python3 "$RECIPE/estargz.py" "$IMAGES/buildkit/image.tar" "$OUT/image.tar"
oracles "$OUT/image.tar"
