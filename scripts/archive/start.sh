#!/bin/sh
# Starts mlgate with the Node.js beside it, whatever PATH has and whatever NODE_OPTIONS asks for.
unset NODE_OPTIONS NODE_PATH
mlgate_program="$0"
case "$mlgate_program" in */*) ;; *) mlgate_program="./$mlgate_program" ;; esac
while [ -h "$mlgate_program" ]; do
  mlgate_target="$(readlink "$mlgate_program")" || exit 3
  case "$mlgate_target" in
    /*) mlgate_program="$mlgate_target" ;;
    *) mlgate_program="${mlgate_program%/*}/$mlgate_target" ;;
  esac
done
mlgate_folder="$(CDPATH='' cd -P -- "${mlgate_program%/*}/.." && pwd -P)" || exit 3
if ! "$mlgate_folder/node/bin/node" --version >/dev/null; then
  echo 'mlgate: the Node.js of this archive needs Linux on x64 with glibc 2.28 or newer and libstdc++. Use an image that has them.' >&2
  exit 3
fi
exec "$mlgate_folder/node/bin/node" "$mlgate_folder/node_modules/mlgate/bin/mlgate.js" "$@"
