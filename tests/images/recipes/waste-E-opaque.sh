# shellcheck shell=bash
# An opaque whiteout hides all that lower layers have in a folder, and nothing of
# its own layer, though it comes after one of its files. Builders write it where
# their storage is overlayfs.
mkdir -p "$WORK/tree/d"
noise m 1000000 >"$WORK/tree/d/m"
noise keep 1000 >"$WORK/tree/keep"
noise new 1000 >"$WORK/tree/d/a-new"
: >"$WORK/tree/d/.wh..wh..opq"
tar_layer "$WORK/0.tar" d d/m keep
tar_layer "$WORK/1.tar" d d/a-new d/.wh..wh..opq
image_new
image_layer "$WORK/0.tar" 'COPY . /'
image_layer "$WORK/1.tar" 'RUN rm -r /d && mkdir /d && make /d/a-new'
image_save "$OUT/image.tar" "peel.test/${NAME,,}:1"
oracles "$OUT/image.tar"
waste_truth <<'END'
{
  "total": 1002000, "visible": 2000, "hidden": 1000000, "efficiency": 0.001996007984,
  "causes": [{"path": "d/m", "cause": "opaque-folder", "bytes": 1000000, "from": 0, "by": 1}]
}
END
