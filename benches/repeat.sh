#!/usr/bin/env bash
# The same files get the same verdicts: compiles all solutions and wrong submissions once, runs what was compiled again and
# again, with all cores kept busy by something else for every other few seconds, and compares what checks find.
#
#     benches/repeat.sh [RUNS] [EXERCISE]...    RUNS: 100 unless named; EXERCISE: any unambiguous part of its name, all
#                                               unless named
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-100}
shift || true

cargo build --locked --quiet
keep_busy() {
    while :; do
        sleep 3
        for _ in $(seq "$(nproc)"); do timeout 3 yes >/dev/null & done
        wait
    done
}
keep_busy &
busy=$!
trap 'kill "$busy"; wait "$busy" || true' EXIT
target/debug/grader verify --repeat "$runs" "$@"
