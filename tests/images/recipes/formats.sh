# shellcheck shell=bash
# needs: docker clean
# The image of "clean" in every other form: by docker export and buildah, and laid out
# as the sources of Docker 25.0.0, BuildKit, containerd, Helm and others do. Without image.tar.
PYTHONPATH=$LIB python3 "$RECIPE/formats.py" "$IMAGES/clean/image.tar" "$OUT"

dock load --quiet --input "$IMAGES/clean/image.tar"
container=$(dock create --network none peel.test/clean:1.4.2)
dock export --output "$OUT/export.tar" "$container"
dock rm "$container"
gzip --keep "$OUT/export.tar"

# One image for two platforms, in an index by buildah.
skopeo copy --quiet "docker-archive:$IMAGES/clean/image.tar" "oci:$WORK/oci:amd64"
skopeo copy --quiet "oci:$WORK/oci:amd64" "oci:$WORK/oci:arm64"
umoci --log=error config --image "$WORK/oci:arm64" --architecture arm64
store=(buildah --root "$WORK/store" --runroot "$WORK/run" --storage-driver vfs)
"${store[@]}" manifest create peel.test/both:1
for architecture in amd64 arm64; do
  "${store[@]}" manifest add peel.test/both:1 "oci:$WORK/oci:$architecture"
done
"${store[@]}" manifest push --all --quiet peel.test/both:1 "oci-archive:$OUT/platforms.tar:peel.test/both:1"

# Somebody packed the folder, and not what is in it.
mkdir "$WORK/layout"
tar --extract --file "$OUT/platforms.tar" --directory "$WORK/layout"
tar --create --gzip --file "$OUT/packed.tar.gz" --directory "$WORK" layout
