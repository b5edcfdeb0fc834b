#!/bin/sh
# A script that knows nothing of Opstage but one line: `::opstage ` and JSON on standard output.
#   backup.sh run [--target=NAME] [--files=N] [--verbose]   pretends to copy N files, one each fifth of a second
#   backup.sh forget                                        as if there had never been one
#   backup.sh status                                        ends with 0 when the last backup is fresh, 1 when not
set -eu

folder="${BACKUP_FOLDER:-${TMPDIR:-/tmp}/opstage-demo-backup}"
mark="$folder/last-backup"

status() {
  if [ ! -e "$mark" ]; then
    echo "There is no backup yet."
    exit 1
  fi
  echo "The last backup went to $(cat "$mark")."
}

run() {
  target="tape" files=5 verbose=no
  for argument in "$@"; do
    case "$argument" in
      --target=*) target="${argument#*=}" ;;
      --files=*) files="${argument#*=}" ;;
      --verbose) verbose=yes ;;
      *) echo "I do not know $argument." >&2; exit 64 ;;
    esac
  done
  case "$target" in
    *[!A-Za-z0-9._-]*) echo "The target $target is no name." >&2; exit 65 ;;
  esac
  echo "Backing up $files files to $target."
  done=0
  while [ "$done" -lt "$files" ]; do
    sleep 0.2
    done=$((done + 1))
    [ "$verbose" = no ] || echo "copied file $done"
    echo "::opstage {\"type\":\"progress\",\"percent\":$((done * 100 / files)),\"message\":\"$done of $files files\"}"
  done
  mkdir -p "$folder"
  echo "$target" > "$mark"
  echo "::opstage {\"type\":\"result\",\"message\":\"$files files are on $target.\",\"data\":{\"files\":$files,\"target\":\"$target\"}}"
}

command="${1:-}"
[ "$#" -eq 0 ] || shift
case "$command" in
  run) run "$@" ;;
  status) status ;;
  forget) rm -f "$mark" && echo "Forgotten." ;;
  *) echo "Usage: backup.sh run|status|forget" >&2; exit 64 ;;
esac
