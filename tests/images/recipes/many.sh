# shellcheck shell=bash
# One layer of 200,000 entries: more than a page can draw or hold, and as many as
# make it notice. GNU tar says what is in it.
python3 "$RECIPE/many.py" "$OUT/image.tar" "peel.test/${NAME,,}:1" 200000
mkdir -p "$OUT/oracle"
tar -xOf "$OUT/image.tar" layer.tar | tar -tf - >"$OUT/oracle/paths.txt"
[ "$(wc -l <"$OUT/oracle/paths.txt")" = 200000 ]
