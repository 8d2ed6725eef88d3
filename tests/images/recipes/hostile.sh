# shellcheck shell=bash
# Names, history and labels that would be markup, or hide and reorder others, if
# they were anything but text. umoci and skopeo keep them all.
mkdir "$WORK/tree"
# In bytes: a shell in the C locale would write the characters' numbers.
bidi=$'\xe2\x80\xae' zero=$'\xe2\x80\x8b' escape=$'\e[31m'
names=('<img src=x onerror=hostile()>' '<script>hostile()<' "txt.${bidi}gnp" "zero${zero}width"
  "red${escape}name" $'two\nlines' '"quoted" & '"'apostrophe'" 'javascript:hostile()')
for name in "${names[@]}"; do
  noise "$name" 1000 >"$WORK/tree/$name"
done
ln -s "<b>${bidi}target" "$WORK/tree/link"
tar_layer "$WORK/0.tar" "${names[@]}" link
# The same contents again, so that the names stand among the hidden bytes too.
tar_layer "$WORK/1.tar" "${names[@]}"
image_new
image_layer "$WORK/0.tar" "COPY <img src=x onerror=hostile()> ${bidi}/ # buildkit"
image_layer "$WORK/1.tar" "RUN /bin/sh -c echo '<script>hostile()</script>' ${zero}${escape} # buildkit"
umoci --log=error config --no-history --image "$WORK/oci:image" \
  --config.user "root<img src=x onerror=hostile()>${bidi}" \
  --config.env "NAME=<img src=x onerror=hostile()>${zero}" \
  --config.label "markup=<img src=x onerror=hostile()>" \
  --config.label "bidi=${bidi}label" --config.workingdir "/<i>${bidi}" \
  --author "<img src=x onerror=hostile()>"
image_save "$OUT/image.tar" "peel.test/${NAME,,}:1"
# Every field that no tool lets one write so, and an OCI layout of the same.
python3 "$RECIPE/fields.py" "$OUT/image.tar" "$OUT/fields.tar" "$OUT/oci.tar"
