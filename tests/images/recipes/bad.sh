# shellcheck shell=bash
# needs: docker classic blobs25 blobs-gzip
# Broken files, each real once, and what docker and skopeo say when given them.
python3 "$RECIPE/break.py" "$IMAGES/classic/image.tar" "$IMAGES/blobs25/image.tar" \
  "$IMAGES/blobs-gzip/image.tar" "$OUT"
mkdir "$OUT/oracle"
for file in "$OUT"/*; do
  [ -f "$file" ] || continue
  name=${file##*/}
  {
    status=0
    dock load --input "$file" 2>&1 || status=$?
    echo "docker load: exit $status"
    status=0
    skopeo copy --quiet "docker-archive:$file" "dir:$WORK/copy" 2>&1 || status=$?
    echo "skopeo copy: exit $status"
  } | sed "s|$OUT|bad|g; s|$WORK|work|g" >"$OUT/oracle/$name.txt"
  rm -rf "$WORK/copy"
done
