# shellcheck shell=bash
# needs: links tar-formats
# Layers that have tables of contents, of everything that their writers take (no sparse files): by
# stargz-snapshotter's converter in eStargz and in zstd:chunked, and by skopeo in zstd:chunked.
for name in links tar-formats; do
  mkdir "$WORK/$name"
  python3 "$LIB/archive.py" layers "$IMAGES/$name/image.tar" 0 "$WORK/$name"
done
# Without its sparse file. (GNU tar's --delete does not end here.)
python3 - "$WORK/links/layer-0.tar" <<'END'
import sys, tarfile
path = sys.argv[1]
members = tarfile.open(path).getmembers()
at = next(i for i, member in enumerate(members) if member.name == "./data/sparse")
start, end = members[at].offset, members[at + 1].offset
with open(path, "rb") as file:
    tar = file.read()
with open(path, "wb") as file:
    file.write(tar[:start] + tar[end:])
END
mkdir "$WORK/late"
echo late >"$WORK/late/late"
tar --create --file "$WORK/late.tar" --directory "$WORK/late" --format=pax --numeric-owner \
  --mtime='2024-05-01 10:00:00.75Z' --pax-option=delete=atime,delete=ctime late

image_new
for layer in "$WORK"/links/layer-*.tar "$WORK"/tar-formats/layer-*.tar "$WORK/late.tar"; do
  # Both refuse them: their readers fill the holes, and then have too many bytes.
  if ! grep --quiet --text -e GNU.sparse "$layer"; then
    image_layer "$layer" "COPY ${layer##*/} /"
  fi
done
skopeo copy --quiet --dest-compress-format zstd:chunked "oci:$WORK/oci:image" \
  "oci-archive:$OUT/skopeo.tar:1"

# The converter is a client of containerd, which it asks only to keep blobs.
if [ ! -x "$CACHE/stargz/usr/bin/ctr-remote" ]; then
  mkdir -p "$CACHE/stargz"
  (cd "$CACHE/stargz" && apt-get download stargz-snapshotter && dpkg-deb --extract ./*.deb .)
fi
# shellcheck source=tests/images/lib/scratch.sh
. "$LIB/scratch.sh"
# A socket's path may have 108 bytes.
run=$(mktemp -d /tmp/peel-images.XXXXXX)
trap 'scratch_close "$run"' EXIT
# It ends with this shell, however that ends.
setpriv --pdeathsig TERM containerd --root "$WORK/containerd" --state "$run/state" \
  --address "$run/sock" </dev/null >"$run/log" 2>&1 &
remote() {
  "$CACHE/stargz/usr/bin/ctr-remote" --address "$run/sock" "$@"
}
tries=300
until remote version >/dev/null 2>&1; do
  tries=$((tries - 1))
  if [ "$tries" = 0 ]; then
    tail -n 30 "$run/log"
    exit 1
  fi
  sleep 0.1
done
skopeo copy --quiet "oci:$WORK/oci:image" "oci-archive:$WORK/plain.tar:peel.test/tables:1"
remote images import --no-unpack "$WORK/plain.tar"
remote images convert --oci --estargz peel.test/tables:1 peel.test/tables:estargz
remote images convert --oci --zstdchunked peel.test/tables:1 peel.test/tables:zstd
remote images export "$OUT/estargz.tar" peel.test/tables:estargz
remote images export "$OUT/zstd.tar" peel.test/tables:zstd
kill %1
wait
