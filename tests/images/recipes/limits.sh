# shellcheck shell=bash
# Archives at the limits and beyond them, each in one way: small on disk, and made
# to hurt whoever takes their word. Without image.tar.
python3 "$RECIPE/limits.py" "$OUT"
