#!/bin/sh
# The hall's screen: cage shows foot full-screen, and foot shows one program and ends with it.
#
#   deploy/screen.sh PROGRAM [ARGUMENT…]
#
# cage runs without -s, which would let a keyboard change to a console. Drawing is done by the
# processor: on small machines the graphics card only makes the start longer.
here=$(dirname "$(readlink -f "$0")")
export WLR_RENDERER="${WLR_RENDERER:-pixman}"
exec cage -d -- foot --config="$here/foot.ini" "$@"
