# shellcheck shell=bash
# needs: docker clean
# Images that say what they were made of, without image.tar: annotated.tar by a base's floating tag,
# pinned.tar by a fixed one, as buildah annotates both; provenance of two builds in the form of BuildKit,
# of which one shows secrets; and added.tar, with an ADD from an address of this machine, and
# instructions that later ones replace.
own=(buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver vfs)
build() {
  "${own[@]}" bud --isolation chroot --layers --format oci --tag "$1" --file "$2" "$WORK/context"
}

mkdir -p "$WORK/context"
busybox_rootfs "$WORK/context/rootfs"
printf 'FROM scratch\nCOPY rootfs /\nCMD ["sh"]\n' >"$WORK/base"
build localhost/peel.test/busybox:latest "$WORK/base"
# An image with two tags would be named by either.
printf 'FROM localhost/peel.test/busybox:latest\nLABEL version=1.35\n' >"$WORK/base"
build localhost/peel.test/busybox:1.35 "$WORK/base"

build localhost/peel.test/annotated:1.0 "$RECIPE/annotated.Dockerfile"
build localhost/peel.test/pinned:1.0 "$RECIPE/pinned.Dockerfile"
for name in annotated pinned; do
  "${own[@]}" push --quiet "localhost/peel.test/$name:1.0" "oci-archive:$OUT/$name.tar:peel.test/$name:1.0"
  skopeo inspect --raw "oci-archive:$OUT/$name.tar" | jq --sort-keys .annotations >"$OUT/$name.json"
done
"${own[@]}" rmi --all --force

PYTHONPATH=$LIB python3 "$RECIPE/provenance.py" "$IMAGES/clean/image.tar" "$OUT" "$(token github 36)"

mkdir -p "$WORK/served" "$WORK/added"
noise tool 20000 >"$WORK/served/tool.bin"
python3 -u -m http.server --bind 127.0.0.1 --directory "$WORK/served" 0 >"$WORK/server.log" 2>&1 &
server=$!
tries=100
until port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$WORK/server.log") && [ -n "$port" ]; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ]
  sleep 0.1
done
mv "$WORK/context/rootfs" "$WORK/added/"
sed "s/@PORT@/$port/" "$RECIPE/added.Dockerfile" >"$WORK/added/Dockerfile"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag peel.test/added:1.0 "$WORK/added"
kill "$server"
wait "$server" || true
dock save --output "$OUT/added.tar" peel.test/added:1.0
