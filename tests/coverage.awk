# Line coverage per assembly, merged over the Cobertura reports of all test projects: a line is covered when any of them hit it.
# Usage: awk -v floor=80 -v wanted="Assembly.A Assembly.B" -f coverage.awk REPORT...
# Ends with 1 when a wanted assembly is below the floor or was not measured.

function value(line, name,    start, rest) {
  start = index(line, " " name "=\"")
  if (!start) return ""
  rest = substr(line, start + length(name) + 3)
  return substr(rest, 1, index(rest, "\"") - 1)
}

# Reports differ in the folder their file names start from, so a line is known by assembly, outermost type, file name and number.
/<package / { assembly = value($0, "name") }

/<class / {
  type = value($0, "name")
  sub(/\/.*/, "", type)
  file = value($0, "filename")
  sub(/.*[\/\\]/, "", file)
}

/<line / {
  key = assembly SUBSEP type SUBSEP file SUBSEP value($0, "number")
  if (!(key in seen)) {
    seen[key] = 1
    lines[assembly]++
  }
  if (value($0, "hits") > 0 && !(key in hit)) {
    hit[key] = 1
    covered[assembly]++
  }
}

END {
  count = split(wanted, names, " ")
  for (i = 1; i <= count; i++) {
    name = names[i]
    if (!lines[name]) {
      printf "coverage   %s: not measured\n", name
      low = 1
      continue
    }
    share = 100 * covered[name] / lines[name]
    printf "coverage   %s %.1f %% of %d lines%s\n", name, share, lines[name], share < floor ? ": below " floor " %" : ""
    if (share < floor) low = 1
  }
  exit low
}
