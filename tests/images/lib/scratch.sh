# shellcheck shell=bash
# A folder for what is thrown away: the daemon's store, which keeps a whole copy of
# a file system for each step, and the recipes' work. In memory where there is
# plenty, since some disks take longer to delete such a store than to write it.
#
# scratch_open DIR   makes it, empty
# scratch_close DIR  removes it with what is in it

scratch_open() {
  local dir=$1 free
  scratch_close "$dir"
  mkdir -p "$dir"
  free=$(awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo)
  if [ "$free" -gt 10240 ]; then
    mount -t tmpfs -o "size=$((free / 2))m,mode=755" peel-images "$dir" 2>/dev/null || true
  fi
}

scratch_close() {
  local dir=$1 mount
  # What a daemon that was cut short left mounted, the deepest first.
  awk -v dir="$dir" '$2 == dir || index($2, dir "/") == 1 { print $2 }' /proc/mounts | sort -r |
    while read -r mount; do umount "$mount" || umount --lazy "$mount"; done
  rm -rf "$dir"
}
