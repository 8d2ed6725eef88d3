# shellcheck shell=bash
# What the recipes make their images of: Debian's packages, and bytes that are
# the same on every run. Needs CACHE, a folder that outlives the run, and WORK.

# noise SEED BYTES: bytes that look random and are the same on every run.
noise() {
  python3 -c 'import random, sys
sys.stdout.buffer.write(random.Random(sys.argv[1]).randbytes(int(sys.argv[2])))' "$1" "$2"
}

# token SEED LENGTH: letters and digits, as in an access token. Made here, so
# that no file of this repository looks like a secret.
token() {
  noise "$1" 4096 | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c "1-$2"
}

# private_key SEED: a file in the form of a private key (it opens nothing).
private_key() {
  local kind="OPENSSH PRIVATE"
  printf -- '-----BEGIN %s KEY-----\n' "$kind"
  noise "$1" 390 | base64 -w 70
  printf -- '-----END %s KEY-----\n' "$kind"
}

# busybox_rootfs DIR: a small root file system around Debian's busybox-static.
busybox_rootfs() {
  local dir=$1
  mkdir -p "$dir"/{bin,etc,home,proc,root,srv,sys,usr/bin,var/log}
  mkdir "$dir/tmp"
  chmod 1777 "$dir/tmp"
  chmod 700 "$dir/root"
  install -m 755 "$(command -v busybox)" "$dir/bin/busybox"
  local name
  for name in sh ls cat cp mv rm mkdir rmdir ln chmod chown touch echo id tr wc head sort grep \
    sed awk true false sleep test tar gzip gunzip sha256sum find date env wget httpd mknod \
    mkfifo dd du stat printf tee uname xargs readlink; do
    ln -s busybox "$dir/bin/$name"
  done
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false\n' >"$dir/etc/passwd"
  printf 'root:x:0:\nnogroup:x:65534:\n' >"$dir/etc/group"
}

# debian_mirror CODENAME: where this machine's apt fetches that release.
debian_mirror() {
  # shellcheck disable=SC2016 # These are apt's variables.
  apt-get indextargets --format '$(CODENAME) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' |
    awk -v want="$1" '$1 == want && $2 == "main" { print $3; exit }'
}

# debian_tarball CODENAME: prints the path of a tar of debootstrap's minimal
# system, made once. It is as clean as Debian's own slim images: no manual pages,
# documents and translations, no packages and lists of apt.
debian_tarball() {
  local codename=$1 tar=$CACHE/debian-$1.tar mirror dir
  if [ ! -f "$tar" ]; then
    mirror=$(debian_mirror "$codename")
    if [ -z "$mirror" ]; then
      echo "apt has no index of Debian $codename: run apt-get update" >&2
      return 1
    fi
    dir=$WORK/debootstrap
    debootstrap --variant=minbase "$codename" "$dir" "$mirror" >&2
    rm -rf "$dir"/usr/share/{doc,info,locale,man}/* "$dir"/var/log/{bootstrap,dpkg}.log \
      "$dir"/var/cache/apt/archives/*.deb "$dir"/var/cache/apt/*.bin "$dir"/var/lib/apt/lists/*
    tar --create --file "$tar.part" --directory "$dir" --sort=name --numeric-owner .
    rm -rf "$dir"
    mv "$tar.part" "$tar"
  fi
  echo "$tar"
}

# debs DIR PACKAGE...: downloads the packages' .deb files into DIR, once.
debs() {
  local dir=$1 package
  shift
  mkdir -p "$CACHE/debs" "$dir"
  for package in "$@"; do
    if ! compgen -G "$CACHE/debs/${package}_*.deb" >/dev/null; then
      (cd "$CACHE/debs" && apt-get --quiet download -o APT::Sandbox::User=root "$package" >&2)
    fi
    cp "$CACHE/debs/${package}"_*.deb "$dir/"
  done
}
