# shellcheck shell=bash
# One layer with a file of 3 GiB of zeros, as docker save writes it: sparse on
# disk, and long enough to read that a person may cancel it.
python3 "$LIB/huge.py" "$OUT/image.tar" "peel.test/${NAME,,}:1" $((3 << 30))
