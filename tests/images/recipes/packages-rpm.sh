# shellcheck shell=bash
# reads: tests/images/recipes/packages/sums.py
# Packages of rpm in each of its databases: sqlite.tar by rpm itself; bdb.tar by Berkeley DB's own loader,
# since rpm only reads that any more; ndb.tar laid out as rpm's source does, which Debian's rpm has not.
# oracle/NAME.tsv has what rpm says of each, and of ndb what it says of the same packages.
mkdir -p "$WORK/build" "$OUT/oracle"

# spec NAME EPOCH VERSION FILES...: packs files of a noise by their names.
spec() {
  local name=$1 epoch=$2 version=$3 file
  shift 3
  {
    printf 'Name: %s\nEpoch: %s\nVersion: %s\nRelease: 2\nSummary: a test\nLicense: MIT\nBuildArch: noarch\n' \
      "$name" "$epoch" "$version"
    printf '%%description\nA test.\n%%install\n'
    for file; do
      printf 'mkdir -p "%%{buildroot}%s"\ncp "%s" "%%{buildroot}%s"\n' "${file%/*}" "$WORK/noise-$name" "$file"
    done
    printf '%%files\n'
    for file; do
      case $file in
      */doc/*) printf '%%%%doc %s\n' "$file" ;;
      *) printf '"%s"\n' "$file" ;;
      esac
    done
  } >"$WORK/$name.spec"
  rpmbuild --quiet -bb --define "_topdir $WORK/build" --define "_build_id_links none" "$WORK/$name.spec"
}
noise first 40000 >"$WORK/noise-first"
noise second 2500 >"$WORK/noise-second"
spec first 0 1.0 /bin/first /usr/share/doc/first/manual
# A header that has no room on one page.
mapfile -t many < <(printf '/usr/lib/second/module-%s/file\n' {1..300})
spec second 3 2.5 /usr/bin/second "${many[@]}"

for backend in sqlite ndb bdb; do
  rm -rf "$WORK/oci" "$WORK/bundle"
  image_new
  umoci --log=error unpack --image "$WORK/oci:image" "$WORK/bundle"
  root=$WORK/bundle/rootfs
  mkdir -p "$root/usr/bin" "$root/var/lib/rpm"
  ln -s usr/bin "$root/bin"
  written=sqlite
  with_rpm() {
    rpm --root "$root" --dbpath /var/lib/rpm --define "_db_backend $written" "$@"
  }
  with_rpm --install --nodeps --noscripts --excludedocs "$WORK"/build/RPMS/noarch/*.rpm
  database=$root/var/lib/rpm
  if [ "$backend" = bdb ]; then
    python3 "$RECIPE/dump.py" "$database/rpmdb.sqlite" >"$WORK/dump"
    rm "$database"/*
    db5.3_load -f "$WORK/dump" "$database/Packages"
    written=bdb_ro
  fi
  with_rpm --query --all --queryformat '[rpm\t%{=NAME}\t%{=EPOCH}:%{=VERSION}-%{=RELEASE}\t%{=ARCH}\t%{FILENAMES}\t%{FILESTATES:fstate}\n]' |
    awk -F '\t' '$6 != "not installed" { print $1 "\t" $2 "\t" $3 "\t" $4 "\t" $5 }' >"$WORK/files.txt"
  if [ "$backend" = ndb ]; then
    python3 "$RECIPE/ndb.py" "$database/rpmdb.sqlite" "$WORK/Packages.db"
    rm "$database"/*
    mv "$WORK/Packages.db" "$database/"
  fi
  python3 "$HERE/recipes/packages/sums.py" "$root" <"$WORK/files.txt" | sort >"$OUT/oracle/$backend.tsv"
  umoci --log=error repack --image "$WORK/oci:image" \
    --history.created 2024-05-01T10:00:00Z --history.created_by 'RUN rpm' "$WORK/bundle"
  image_save "$OUT/$backend.tar" "peel.test/rpm-$backend:1"
done
