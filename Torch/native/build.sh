#!/usr/bin/env bash
# Builds libhuracan_torch.so into <repo>/.build/native; does nothing when it is newer than its sources.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
out="${1:-$here/../../.build/native}"
library="$out/libhuracan_torch.so"
# The libtorch it was built against is part of what it depends on, and so is the place: CMake refuses a build folder that was moved.
origin="${LIBTORCH:-}|${CMAKE_PREFIX_PATH:-}|$here"
if [[ -f "$library" && "$(cat "$out/origin" 2>/dev/null)" == "$origin" ]]; then
  stale=0
  for source in huracan_torch.cpp fused_lstm.cpp CMakeLists.txt; do [[ "$here/$source" -nt "$library" ]] && stale=1; done
  [[ $stale == 0 ]] && exit 0
fi
for tool in cmake g++; do
  command -v "$tool" >/dev/null || { echo "error: $tool is missing: run ./huracan setup" >&2; exit 1; }
done
mkdir -p "$out"
exec 9>"$out/lock"
flock 9
work="$out/cmake"
[[ "$(cat "$out/origin" 2>/dev/null)" == "$origin" ]] || rm -rf "$work"
cmake -S "$here" -B "$work" -DCMAKE_BUILD_TYPE=Release >"$out/cmake.log" 2>&1 || { cat "$out/cmake.log" >&2; exit 1; }
cmake --build "$work" >"$out/build.log" 2>&1 || { cat "$out/build.log" >&2; exit 1; }
# Published by rename, so that a process that has the old one mapped keeps it.
cp "$work/libhuracan_torch.so" "$library.new"
mv -f "$library.new" "$library"
printf '%s' "$origin" >"$out/origin"
