# shellcheck shell=bash
# needs: docker
# One path in three layers, its content new each time.
for number in 1 2 3; do
  noise "m$number" 1000000 >"$(waste_context)/m$number"
  # Where its storage is plain folders, docker takes a file of the same size and
  # time for the same file.
  touch --date "@171455760$number" "$WORK/context/m$number"
done
waste_build <<'END'
COPY m1 /m
COPY m2 /m
COPY m3 /m
END
waste_truth <<'END'
{
  "total": 3000000, "visible": 1000000, "hidden": 2000000, "efficiency": 0.333333333333,
  "causes": [
    {"path": "m", "cause": "overwritten", "bytes": 1000000, "from": 0, "by": 1},
    {"path": "m", "cause": "overwritten", "bytes": 1000000, "from": 1, "by": 2}
  ]
}
END
