# shellcheck shell=bash
# Two files by every compressor at hand, for tests/decompress.rs: FILE.HOW.SUFFIX beside FILE.
# "small" is cut at every byte there; both are machine code, which xz's filters change.
cd "$OUT"
head -c 5000 /bin/busybox >small
head -c 400000 /bin/busybox >large
for file in small large; do
  gzip --keep --stdout "$file" >"$file.plain.gz"
  zstd --quiet --stdout "$file" >"$file.plain.zst"
  pzstd --quiet -p2 --stdout "$file" >"$file.pzstd.zst"
  bzip2 --keep --stdout "$file" >"$file.plain.bz2"
  bzip2 -1 --keep --stdout "$file" >"$file.one.bz2"
  pbzip2 -p2 -b1 --keep --stdout "$file" >"$file.pbzip2.bz2"
  xz --keep --stdout "$file" >"$file.plain.xz"
  for check in none crc32 crc64 sha256; do
    xz -0 --check="$check" --stdout "$file" >"$file.$check.xz"
  done
  for filter in x86 arm armthumb powerpc ia64 sparc delta=dist=4; do
    xz "--$filter" --lzma2=dict=64KiB --stdout "$file" >"$file.${filter%%=*}.xz"
  done
  xz --block-size=2000 --threads=1 --stdout "$file" >"$file.blocks.xz"
  xz --block-size=100000 --threads=2 --stdout "$file" >"$file.threads.xz"
  pixz -t -p2 <"$file" >"$file.pixz.xz"
  {
    xz -0 --check=crc32 --stdout </dev/null
    head -c 12 /dev/zero
    xz --stdout "$file"
  } >"$file.two.xz"
done
