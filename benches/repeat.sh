#!/usr/bin/env bash
# The same files get the same verdict bytes: grades all solutions and wrong submissions again and again, every other time
# with all cores kept busy by something else, and compares the reports byte for byte.
#
#     benches/repeat.sh [RUNS] [PART]    RUNS: 100 unless named; PART: only exercises whose path holds this text
#     EVERY=12 benches/repeat.sh 5       all solutions, and every twelfth of the other files
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-100}
part=${2:-}
every=${EVERY:-1}

work=$(mktemp -d)
busy=()
calm_down() {
    [ ${#busy[@]} -eq 0 ] || kill "${busy[@]}" 2>/dev/null || true
    busy=()
}
trap 'calm_down; rm -rf "$work"' EXIT

# A class in which every submission is one file for one exercise.
hand_in() { # FILE NAME EXERCISE
    local asked
    asked=$(sed -n 's/^submit *= *\["\([^"]*\)".*/\1/p' "exercises/$3/exercise.toml")
    mkdir -p "$(dirname "$work/class/$2/$3/$asked")"
    cp "$1" "$work/class/$2/$3/$asked"
}
count=0
for solution in solutions/*/*/; do
    exercise=${solution#solutions/}
    exercise=${exercise%/}
    case $exercise in *"$part"*) ;; *) continue ;; esac
    for file in "$solution"src/* "$solution"*.toml "$solution"also/* "$solution"wrong/*; do
        [ -f "$file" ] || continue
        count=$((count + 1))
        case $file in
        */also/* | */wrong/*) [ $((count % every)) -eq 0 ] || continue ;;
        esac
        name=${file#solutions/}
        hand_in "$file" "${name//\//-}" "$exercise"
    done
done

cargo build --locked --release --quiet
for run in $(seq "$runs"); do
    if [ $((run % 2)) -eq 0 ]; then
        for _ in $(seq "$(nproc)"); do
            yes >/dev/null &
            busy+=($!)
        done
    fi
    target/release/grader batch "$work/class" --out "$work/run" >/dev/null
    calm_down
    if [ "$run" -eq 1 ]; then
        mv "$work/run" "$work/first"
        printf '%s submissions, run 1 of %s\n' "$(ls "$work/class" | wc -l)" "$runs"
    else
        diff -rq "$work/first" "$work/run" || { diff -r "$work/first" "$work/run" | head -60; exit 1; }
        printf 'run %s of %s: the same bytes\n' "$run" "$runs"
        rm -r "$work/run"
    fi
done
