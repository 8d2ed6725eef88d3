# shellcheck shell=bash
# A sparse file in GNU tar's old form (type S), in 30 pieces, so that its map goes
# on in a second header. umoci and Docker refuse it; GNU tar and dive read it.
mkdir "$WORK/tree"
truncate --size 40M "$WORK/tree/sparse"
for ((piece = 0; piece < 30; piece++)); do
  printf 'piece %s' "$piece" | dd of="$WORK/tree/sparse" bs=1 seek=$((piece * 1048576)) conv=notrunc status=none
done
echo after >"$WORK/tree/whole"
tar --create --file "$WORK/0.tar" --directory "$WORK/tree" --format=gnu --sparse \
  --numeric-owner --mtime=@1714557600 sparse whole
image_new
image_layer "$WORK/0.tar" 'COPY . /'
image_save "$OUT/image.tar" peel.test/sparse-old:1
oracles "$OUT/image.tar" but-umoci
