#!/bin/sh
# The text size of the hall's screen: every output at once. In kiosk.toml:
#
#   [display]
#   scale = "sh …/deploy/set-scale.sh"      # the kiosk puts 1.0 or 1.25 behind it
wlr-randr | awk '/^[^ ]/ {print $1}' | while read -r output; do
    wlr-randr --output "$output" --scale "$1"
done
