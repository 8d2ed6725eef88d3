# shellcheck shell=bash
# Debian with an application whose Dockerfile does what builders are told not to do: faults of
# order and habit, which `debian` has not. buildah writes a WORKDIR into the history as it stands in
# the Dockerfile, and Docker does not. Nothing is fetched while it builds.
context=$WORK/context
own=(buildah --root "$WORK/storage" --runroot "$WORK/run" --storage-driver vfs)
build() {
  "${own[@]}" bud --isolation chroot --layers --format docker --tag "$1" "$2"
}

mkdir "$WORK/base"
rootfs=$(debian_tarball bookworm)
ln "$rootfs" "$WORK/base/rootfs.tar" || cp "$rootfs" "$WORK/base/rootfs.tar"
cp "$RECIPE/base.Dockerfile" "$WORK/base/Dockerfile"
debs "$WORK/base/packages" make sudo
(cd "$WORK/base/packages" && dpkg-scanpackages --multiversion . >Packages 2>/dev/null)
build localhost/peel.test/debian:practices "$WORK/base"

cp -r "$RECIPE" "$context"
rm "$context/base.Dockerfile"
mkdir -p "$context/models"
noise model 2000000 >"$context/models/weights.bin"
touch --date 2020-01-01T00:00:00Z "$context/models/weights.bin"
build localhost/peel.test/practices:1.0 "$context"
"${own[@]}" push --quiet localhost/peel.test/practices:1.0 "docker-archive:$OUT/image.tar:peel.test/practices:1.0"
"${own[@]}" rmi --all --force
cp "$context/Dockerfile" "$OUT/Dockerfile"
oracles "$OUT/image.tar"
