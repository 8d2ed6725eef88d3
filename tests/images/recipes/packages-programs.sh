# shellcheck shell=bash
# Programs and archives that say what they are made of: dive, which Go's linker made; a program with the
# section that cargo-auditable adds, added by objcopy; Java archives by Python. oracle/modules.tsv has what
# grep finds in dive, oracle/parts.tsv what was put into the others.
tree=$WORK/tree
mkdir -p "$tree"/{usr/bin,srv/lib} "$OUT/oracle"
cp "$PEEL_DIVE" "$tree/usr/bin/dive"
grep --text --only-matching --extended-regexp $'^(dep|=>)\t[^\t]+\tv[^\t]*' "$PEEL_DIVE" >"$OUT/oracle/modules.tsv"
python3 "$RECIPE/archives.py" "$WORK/audit" "$tree/srv/lib" >"$OUT/oracle/parts.tsv"
objcopy --add-section ".dep-v0=$WORK/audit" /bin/true "$tree/usr/bin/audited"
printf '#!/bin/sh\nexit 0\n' >"$tree/usr/bin/script"
chmod 755 "$tree/usr/bin/"*
tar --create --file "$WORK/0.tar" --directory "$tree" --sort=name --numeric-owner --mtime=@1714557600 .
image_new
image_layer "$WORK/0.tar" 'COPY . /'
skopeo copy --quiet "oci:$WORK/oci:image" "oci-archive:$OUT/oci.tar:image"
