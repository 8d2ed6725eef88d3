# shellcheck shell=bash
# needs: docker
# One Dockerfile built twice, with another version and other files, and what GNU diff and skopeo
# say of the two. Its version comes too early: a large layer is made again with the same files.
context=$WORK/context
cp -r "$RECIPE" "$context"
install -m 755 "$(command -v busybox)" "$context/busybox"
package() {
  printf 'Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s\n\n' "$1" "$2"
}
mkdir -p "$context/app/folder"
echo "echo old" >"$context/app/script"
echo "goes" >"$context/app/goes.txt"
echo "stays" >"$context/app/stays.txt"
echo "the same size 1" >"$context/app/folder/same-size"
echo "becomes a folder" >"$context/app/kind"
{ package stays 1.0; package upgraded 1.0; package goes 1.0; } >"$context/status"
dock_build() {
  DOCKER_BUILDKIT=1 dock build --network none --progress plain --build-arg "VERSION=$1" \
    --label "version=$1" --tag "peel.test/rebuild:$1" "$context"
}
dock_build 1
# Times are in seconds.
sleep 2
rm "$context/app/goes.txt" "$context/app/kind"
mkdir "$context/app/kind"
echo "comes" >"$context/app/kind/comes.txt"
echo "echo a longer one" >"$context/app/script"
echo "the same size 2" >"$context/app/folder/same-size"
{ package stays 1.0; package upgraded 1.1; package comes 2.0; } >"$context/status"
sed -i 's/^RUN chmod 700/RUN chmod 750/' "$context/Dockerfile"
dock_build 2
dock save --output "$OUT/both.tar" peel.test/rebuild:1 peel.test/rebuild:2
mkdir -p "$OUT/oracle"
for version in 1 2; do
  dock save --output "$OUT/$version.tar" "peel.test/rebuild:$version"
  skopeo inspect --config "docker-archive:$OUT/$version.tar" >"$OUT/oracle/config-$version.json"
  skopeo copy --quiet "docker-archive:$OUT/$version.tar" "oci:$WORK/oci-$version:image"
  umoci --log=error unpack --image "$WORK/oci-$version:image" "$WORK/$version"
done
# What differs in contents, and in everything that find tells.
(cd "$WORK" && diff --recursive --brief --no-dereference 1/rootfs 2/rootfs) >"$OUT/oracle/diff.txt" || [ $? = 1 ]
for version in 1 2; do
  (cd "$WORK/$version/rootfs" && find . -mindepth 1 -printf '%P\t%y\t%m\t%U\t%G\t%Ts\t%l\n') |
    sort >"$OUT/oracle/find-$version.txt"
done
