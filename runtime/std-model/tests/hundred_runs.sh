#!/bin/sh
# By hand: runs the zoo a hundred times, each time in a new process, and compares what it reports: executions and
# messages of every algorithm and variant. Takes ten minutes or more.
#   runtime/std-model/tests/hundred_runs.sh [RUNS]
set -eu
cd "$(dirname "$0")/../.."
runs=${1:-100}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
binary=$(cargo test --release -p std-model --test zoo --no-run --message-format=json 2>"$folder/build" |
    tr '"' '\n' | grep '/deps/zoo-' | grep -v '\.d$' | tail -n 1)
once() {
    # The elapsed time is no part of the result.
    (cd std-model && "$binary" --nocapture --test-threads=1 spin_locks lock_free waiting) |
        grep ' executions, ' | sed 's/ executions, [^,]*,/ executions,/'
}
once > "$folder/first"
echo "$(wc -l < "$folder/first") models"
run=1
while [ "$run" -lt "$runs" ]; do
    once > "$folder/again"
    cmp -s "$folder/first" "$folder/again" || {
        echo "run $((run + 1)) differs:"
        diff "$folder/first" "$folder/again"
        exit 1
    }
    run=$((run + 1))
done
echo "the same in $runs runs"
