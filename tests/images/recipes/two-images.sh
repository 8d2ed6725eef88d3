# shellcheck shell=bash
# needs: docker
# Two images and three tags in one archive. They share their base, and both
# add one file that is the same: docker save stores its layer once and links to it.
context=$WORK/context
mkdir -p "$context"
noise shared 1000000 >"$context/shared.bin"
noise same 300000 >"$context/same.bin"
echo "the first" >"$context/one.txt"
echo "the second" >"$context/two.txt"
for number in one two; do
  cat >"$context/Dockerfile" <<END
FROM scratch
COPY shared.bin /shared.bin
COPY $number.txt /$number.txt
COPY same.bin /same.bin
LABEL number=$number
CMD ["/$number.txt"]
END
  DOCKER_BUILDKIT=0 dock build --network none --tag "peel.test/$number:1" "$context"
done
dock tag peel.test/two:1 peel.test/two:stable
for number in two one; do
  history_of "peel.test/$number:1"
  [ "$number" = one ] || mv "$OUT/oracle" "$OUT/oracle-1"
done
dock save --output "$OUT/image.tar" peel.test/one:1 peel.test/two:1 peel.test/two:stable
# docker save orders images as it likes: the oracles go with the archive's order.
first=$(tar --extract --to-stdout --file "$OUT/image.tar" manifest.json | jq -r '.[0].RepoTags[0]')
if [ "$first" != peel.test/one:1 ]; then
  mv "$OUT/oracle" "$OUT/oracle-swap"
  mv "$OUT/oracle-1" "$OUT/oracle"
  mv "$OUT/oracle-swap" "$OUT/oracle-1"
fi
oracles "$OUT/image.tar"
