//! Every interleaving of the whole program.

use kit::prelude::*;

const WORKERS: [&str; 2] = ["worker 1: done", "worker 3: done"];
const LAST: &str = "2 of 3 workers finished";

kit::model! {
    /// When main ends, both workers have printed their line, and main's own line comes last.
    fn everything_is_printed() {
        let code = kit::run_main(thread_lifetimes::__main);
        let lines = kit::printed();
        expect!(
            code != 101,
            "main panicked. What `join` returns for worker 2 is an `Err`; to unwrap it passes the panic on to main."
        );
        for line in WORKERS {
            expect!(
                lines.iter().any(|printed| printed == line),
                "The program ended before `{line}` was printed: when main ends, all other threads are stopped."
            );
        }
        expect_eq!(
            lines.last().map_or("", String::as_str),
            LAST,
            "the last line that the program prints"
        );
        let rest: Vec<_> = lines.iter().filter(|line| !WORKERS.contains(&line.as_str())).collect();
        expect_eq!(rest, [LAST], "the lines besides those of workers 1 and 3");
        expect_eq!(lines.len(), 3, "how many lines the program prints");
    }

    /// There are three threads, and one of them panics.
    fn one_of_three_threads_panics() {
        kit::run_main(thread_lifetimes::__main);
        let spawned = kit::spawned();
        expect!(
            spawned >= 3,
            "Each worker is a thread of its own, but the program started {spawned} threads."
        );
        let panicked = kit::steps().iter().any(|step| step.operation == "panics" && step.thread != 0);
        expect!(panicked, "Worker 2 has to panic, and no thread did.");
    }
}
