# shellcheck shell=bash
# reads: www/sample/sample.tar
# The page's own example, as it is committed.
cp "$REPO/www/sample/sample.tar" "$OUT/image.tar"
oracles "$OUT/image.tar"
