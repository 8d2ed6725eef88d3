# shellcheck shell=bash
# A whiteout of a path that no lower layer has comes before a file that is
# written again. No builder makes such a layer; build tools that skip the
# lower layers do.
mkdir "$WORK/tree"
noise m 1000000 >"$WORK/tree/m"
tar_layer "$WORK/0.tar" m
noise other 1000000 >"$WORK/tree/m"
: >"$WORK/tree/.wh.absent"
tar_layer "$WORK/1.tar" .wh.absent m
image_new
image_layer "$WORK/0.tar" 'COPY m /m'
image_layer "$WORK/1.tar" 'RUN make m'
image_save "$OUT/image.tar" "peel.test/${NAME,,}:1"
oracles "$OUT/image.tar"
waste_truth <<'END'
{
  "total": 2000000, "visible": 1000000, "hidden": 1000000, "efficiency": 0.5,
  "causes": [{"path": "m", "cause": "overwritten", "bytes": 1000000, "from": 0, "by": 1}]
}
END
