# shellcheck shell=bash
# needs: docker
# An image as it should be: no rule has a word to say about it.
cp -r "$RECIPE" "$WORK/context"
install -m 755 "$(command -v busybox)" "$WORK/context/busybox"
DOCKER_BUILDKIT=1 dock build --network none --progress plain --tag peel.test/clean:1.4.2 "$WORK/context"
history_of peel.test/clean:1.4.2
dock save --output "$OUT/image.tar" peel.test/clean:1.4.2
oracles "$OUT/image.tar"
