# shellcheck shell=bash
# The waste cases: a Dockerfile or hand-made layers, and the true numbers.

# waste_context: the folder that the Dockerfile of waste_build copies from.
waste_context() {
  mkdir -p "$WORK/context"
  install -m 755 "$(command -v busybox)" "$WORK/context/busybox"
  echo "$WORK/context"
}

# waste_build: builds the Dockerfile on standard input. It goes on after a stage
# "tools" with busybox, so that the image itself need not hold it:
#   RUN --mount=from=tools,target=/t ["/t/busybox", "rm", "/m"]
waste_build() {
  local context
  context=$(waste_context)
  {
    printf 'FROM scratch AS tools\nCOPY busybox /busybox\nFROM scratch\n'
    cat
    printf 'CMD ["/m"]\n'
  } >"$context/Dockerfile"
  DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag "peel.test/${NAME,,}:1" "$context"
  history_of "peel.test/${NAME,,}:1"
  dock save --output "$OUT/image.tar" "peel.test/${NAME,,}:1"
  oracles "$OUT/image.tar"
}

# waste_truth: the true numbers, on standard input, written by hand from how the
# recipe makes the image. Fails when GNU tar's listings or umoci's tree disagree.
waste_truth() {
  cat >"$OUT/truth.json"
  python3 "$LIB/truth.py" "$OUT/truth.json" "$OUT/oracle"
}

# tar_layer FILE NAME...: a layer of these paths below WORK/tree, in this order.
tar_layer() {
  local file=$1
  shift
  tar --create --file "$file" --directory "$WORK/tree" --no-recursion --owner=0 --group=0 \
    --numeric-owner --mtime=@1714557600 "$@"
}
