# shellcheck shell=bash
# Names, links and kinds of file, in GNU tar's own formats: pax in layer 0, GNU in
# layer 1, ustar in layer 2. Stored as skopeo's docker-archive.
tree=$WORK/tree

# Layer 0: what is there.
mkdir -p "$tree"/{usr/bin,usr/lib,data,dev,run,home/user,tmp,names}
chmod 1777 "$tree/tmp"
chmod 2775 "$tree/home/user"
ln -s usr/bin "$tree/bin"
ln -s /usr/lib "$tree/lib"
ln -s missing/target "$tree/dangling"
ln -s loop "$tree/loop"
noise tool 5000 >"$tree/usr/bin/tool"
ln "$tree/usr/bin/tool" "$tree/usr/bin/tool-two"
ln "$tree/usr/bin/tool" "$tree/data/tool-three"
noise pair 100000 >"$tree/data/one"
ln "$tree/data/one" "$tree/data/two"
noise kept 70000 >"$tree/data/kept"
ln "$tree/data/kept" "$tree/data/kept-too"
noise su 3000 >"$tree/usr/bin/su"
chmod 4755 "$tree/usr/bin/su"
noise wall 2000 >"$tree/usr/bin/wall"
chmod 2755 "$tree/usr/bin/wall"
noise ping 4000 >"$tree/usr/bin/ping"
chmod 755 "$tree/usr/bin/ping"
setcap cap_net_raw+ep "$tree/usr/bin/ping"
python3 -c 'import os, sys; os.setxattr(sys.argv[1], b"user.note", b"binary \x00\xff value")' "$tree/data/kept"
mknod "$tree/dev/null" c 1 3
mknod "$tree/dev/disk" b 8 1
chmod 666 "$tree/dev/null"
mkfifo "$tree/run/pipe"
echo owned >"$tree/home/user/file"
chown 1000:1000 "$tree/home/user" "$tree/home/user/file"
echo far >"$tree/home/user/far"
chown 3000000000:2500000 "$tree/home/user/far"
truncate --size 8M "$tree/data/sparse"
printf 'start' | dd of="$tree/data/sparse" conv=notrunc status=none
printf 'middle' | dd of="$tree/data/sparse" bs=1 seek=4194304 conv=notrunc status=none
long=$(printf 'n%.0s' {1..120})
deep=$(printf 'folder-of-a-deep-path/%.0s' {1..14})
mkdir -p "$tree/names/$deep"
echo long >"$tree/names/$long"
echo deep >"$tree/names/$deep/$long"
ln -s "../names/$deep/$long" "$tree/data/long-link"
echo utf8 >"$tree/names/caf"$'\303\251'
echo latin1 >"$tree/names/caf"$'\351'
echo greek >"$tree/names/"$'\316\262\316\271\316\262\316\273\316\257\316\277'
echo turned >"$tree/names/gpj"$'\342\200\256'"exe.txt"
echo newline >"$tree/names/two"$'\n'lines
echo tab >"$tree/names/a"$'\t'tab
echo backslash >"$tree/names/back\\slash"
echo space >"$tree/names/ leading and trailing "
echo quote >"$tree/names/\"<b>&amp;'"
echo dash >"$tree/names/-rf"
tar --create --file "$WORK/0.tar" --directory "$tree" --format=pax --sparse --xattrs \
  --xattrs-include='*' --sort=name --numeric-owner --mtime='2024-05-01 10:00:00.25Z' \
  --pax-option=delete=atime,delete=ctime .

# Layer 1: one name of a file goes while the other stays; a file is written
# through a symlinked folder that this layer does not name.
rm -r "$tree"
mkdir -p "$tree"/{data,bin,lib,names}
: >"$tree/data/.wh.one"
echo through >"$tree/bin/x"
noise library 6000 >"$tree/lib/library.so"
echo gnu >"$tree/names/g$long"
noise kept-new 1000 >"$tree/data/kept"
chown 4000000000:0 "$tree/data/kept"
tar --create --file "$WORK/1.tar" --directory "$tree" --format=gnu \
  --no-recursion --numeric-owner --mtime=@1714557660 \
  data data/.wh.one bin/x lib/library.so "names/g$long" data/kept

# Layer 2: a hard link to a file of a lower layer, a device where a file was.
rm -r "$tree"
mkdir -p "$tree"/{data,usr/bin}
noise pair 100000 >"$tree/data/two"
ln "$tree/data/two" "$tree/data/three"
mknod "$tree/usr/bin/wall" c 1 5
tar --create --file "$WORK/2.tar" --directory "$tree" --format=ustar --no-recursion \
  --numeric-owner --mtime=@1714557720 data/two data/three usr/bin/wall
# Only the link, without the file that it is to.
tar --delete --file "$WORK/2.tar" data/two

image_new
image_layer "$WORK/0.tar" 'COPY . /'
image_layer "$WORK/1.tar" 'RUN rm /data/one && echo through > /bin/x'
image_layer "$WORK/2.tar" 'RUN ln /data/two /data/three'
image_save "$OUT/image.tar" peel.test/links:1
oracles "$OUT/image.tar"
