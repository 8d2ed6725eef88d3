# shellcheck shell=bash
# Packages of every manager, by the managers themselves where Debian has them: installed, upgraded
# and removed in three layers, diverted, linked twice, below a symbolic link. oracle/files.tsv has
# the files and bytes of each as the managers list them, oracle/removed.tsv what is gone.
bundle=$WORK/bundle
root=$bundle/rootfs

# deb NAME VERSION FOLDER: packs a folder.
deb() {
  mkdir -p "$3/DEBIAN"
  printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: Peel <peel@peel.test>\nDescription: a test\n' \
    "$1" "$2" >"$3/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$3" "$WORK/$1.deb" >/dev/null
  rm -r "$3"
}
with_dpkg() {
  dpkg --root="$root" --log=/dev/null "$@"
}
# layer WORDS: what changed becomes a layer.
layer() {
  umoci --log=error repack --refresh-bundle --image "$WORK/oci:image" \
    --history.created 2024-05-01T10:00:00Z --history.created_by "$1" "$bundle"
}

image_new
umoci --log=error unpack --image "$WORK/oci:image" "$bundle"

# Layer 0: the system, with /bin merged into /usr.
mkdir -p "$root"/{usr/bin,usr/share/doc,var/lib/dpkg/info,var/lib/dpkg/updates,etc,srv}
ln -s usr/bin "$root/bin"
: >"$root/var/lib/dpkg/status"
: >"$root/var/lib/dpkg/available"
tree=$WORK/tree
mkdir -p "$tree"/{bin,usr/share/doc/greet}
noise greet 30000 >"$tree/bin/greet"
noise doc 4000 >"$tree/usr/share/doc/greet/manual"
deb greet 1.0-1 "$tree"
mkdir -p "$tree/usr/bin"
noise twice 50000 >"$tree/usr/bin/twice"
ln "$tree/usr/bin/twice" "$tree/usr/bin/again"
ln -s twice "$tree/usr/bin/soft"
deb twice 2:0.5 "$tree"
mkdir -p "$tree/usr/bin"
noise theirs 7000 >"$tree/usr/bin/shared"
noise theirs-only 6000 >"$tree/usr/bin/theirs-only"
deb theirs 3 "$tree"
mkdir -p "$tree/usr/bin"
noise mine 9000 >"$tree/usr/bin/shared"
deb mine 4 "$tree"
mkdir -p "$tree/srv/gone"
noise gone 80000 >"$tree/srv/gone/data"
deb gone 1.1 "$tree"
with_dpkg --install "$WORK/greet.deb" "$WORK/twice.deb" "$WORK/theirs.deb" "$WORK/gone.deb"
dpkg-divert --root "$root" --admindir "$root/var/lib/dpkg" --package mine --rename \
  --divert /usr/bin/shared.theirs --add /usr/bin/shared
with_dpkg --install "$WORK/mine.deb"
noise unowned 12345 >"$root/srv/unowned"
# A name that no package has for a file that one does.
ln "$root/usr/bin/again" "$root/srv/third"
layer 'COPY system /'

# Layer 1: what languages bring.
python3 "$RECIPE/wheels.py" "$WORK"
python3 -m venv "$WORK/venv"
python3 -m venv --without-pip "$root/opt/app"
with_pip() {
  "$WORK/venv/bin/pip" --python "$root/opt/app/bin/python" --quiet --disable-pip-version-check \
    install --no-index --no-deps "$@"
}
with_pip "$WORK/old/peeltest_wheel-1.0-py3-none-any.whl" "$WORK/peeltest_other-0.3-py3-none-any.whl"
mkdir -p "$WORK/npm"
python3 "$RECIPE/modules.py" "$WORK/npm"
mkdir -p "$root/srv/site"
echo '{"name":"site","version":"1.0.0","private":true}' >"$root/srv/site/package.json"
with_npm() {
  (cd "$root/srv/site" && npm --silent --offline --no-audit --no-fund --cache "$WORK/npm/cache" "$@")
}
for module in inner outer scoped; do
  (cd "$WORK/npm/$module" && npm --silent pack --pack-destination "$WORK/npm" --cache "$WORK/npm/cache")
done
with_npm install --install-links "$WORK/npm/inner-1.0.0.tgz" "$WORK/npm/outer-2.1.0.tgz" "$WORK/npm/peel-scoped-3.0.0.tgz"
layer 'RUN pip install; npm install'

# Layer 2: upgrades, a removal, and a document taken away behind a package's back.
mkdir -p "$tree"/{bin,usr/share/doc/greet}
noise greet-two 31000 >"$tree/bin/greet"
noise doc 4000 >"$tree/usr/share/doc/greet/manual"
deb greet 2.0-1 "$tree"
with_dpkg --install "$WORK/greet.deb"
with_dpkg --purge gone
rm "$root/usr/share/doc/greet/manual"
with_pip --upgrade "$WORK/peeltest_wheel-1.1-py3-none-any.whl"
layer 'RUN upgrade'

image_save "$OUT/image.tar" peel.test/packages:1
# The same, with layers that must be unpacked, and all of it in gzip.
skopeo copy --quiet "oci:$WORK/oci:image" "oci-archive:$OUT/oci.tar:image"
gzip --keep --stdout "$OUT/image.tar" >"$OUT/image.tar.gz"
mkdir -p "$OUT/oracle"
{
  dpkg-query --admindir="$root/var/lib/dpkg" --show --showformat '${Package}\t${Version}\t${Architecture}\n' |
    while IFS=$'\t' read -r name version arch; do
      # A path that is diverted has a line behind it that says where it is.
      dpkg-query --admindir="$root/var/lib/dpkg" --listfiles "$name" |
        awk -v to=' to: ' '/^(locally )?diverted (by|to)/ { last = substr($0, index($0, to) + length(to)); next }
          /^package diverts/ { next } last != "" { print last } { last = $0 } END { print last }' |
        sed "s/^/dpkg\t$name\t$version\t$arch\t/"
    done
  "$WORK/venv/bin/python" "$RECIPE/distributions.py" "$root" opt/app
  python3 "$RECIPE/node.py" "$root" srv/site
} >"$WORK/files.txt"
python3 "$RECIPE/sums.py" "$root" <"$WORK/files.txt" >"$OUT/oracle/files.tsv"
find "$root" -type f -printf '%D:%i\t%s\n' | sort -u | awk '{ sum += $2 } END { print sum }' >"$OUT/oracle/total.txt"
# Kind, name, version, the layer that brought it and the one that took it, bytes that are hidden.
{
  printf 'dpkg\tgone\t1.1\t0\t2\t80000\n'
  printf 'dpkg\tgreet\t1.0-1\t0\t2\t34000\n'
} >"$OUT/oracle/removed.tsv"
