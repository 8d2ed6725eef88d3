# shellcheck shell=bash
# One layer holds one path twice: the last one stays. The image specification
# forbids it, but build tools that append to a tar do it.
mkdir "$WORK/tree"
noise m1 1000000 >"$WORK/tree/m"
tar_layer "$WORK/0.tar" m
noise m2 1000000 >"$WORK/tree/m"
tar --append --file "$WORK/0.tar" --directory "$WORK/tree" --owner=0 --group=0 \
  --numeric-owner --mtime=@1714557600 m
image_new
image_layer "$WORK/0.tar" 'COPY m /m'
image_save "$OUT/image.tar" "peel.test/${NAME,,}:1"
oracles "$OUT/image.tar"
waste_truth <<'END'
{
  "total": 2000000, "visible": 1000000, "hidden": 1000000, "efficiency": 0.5,
  "causes": [{"path": "m", "cause": "duplicate-entry", "bytes": 1000000, "from": 0, "by": 0}]
}
END
