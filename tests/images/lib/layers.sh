# shellcheck shell=bash
# Images of hand-made layers, for what no builder writes. umoci keeps each tar
# byte for byte.

# image_new: an image without layers in WORK/oci.
image_new() {
  umoci --log=error init --layout "$WORK/oci"
  umoci --log=error new --image "$WORK/oci:image"
  umoci --log=error config --no-history --image "$WORK/oci:image" \
    --config.cmd /m --created 2024-05-01T10:00:00Z --architecture amd64 --os linux
}

# image_layer TAR WORDS: adds a layer with its history.
image_layer() {
  umoci --log=error raw add-layer --image "$WORK/oci:image" \
    --history.created 2024-05-01T10:00:00Z --history.created_by "$2" "$1"
}

# image_save FILE REFERENCE: writes it as skopeo's docker-archive.
image_save() {
  skopeo copy --quiet "oci:$WORK/oci:image" "docker-archive:$1:$2"
}
