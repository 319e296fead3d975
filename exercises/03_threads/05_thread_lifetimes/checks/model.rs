//! Every interleaving of the whole program.

use kit::prelude::*;

const WORKERS: [&str; 2] = ["worker 1: done", "worker 3: done"];
const LAST: &str = "2 of 3 workers finished";

kit::model! {
    /// When main ends, both workers have printed their line, and main's own line comes last.
    fn everything_is_printed() {
        let code = kit::run_main(crate::__main);
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

    /// Each worker prints its line itself.
    fn workers_print_their_lines() {
        kit::run_main(crate::__main);
        let printed: Vec<_> = kit::printed().into_iter().zip(kit::printers()).collect();
        let thread_of = |line: &str| printed.iter().find(|(printed, _)| printed == line).map(|(_, thread)| *thread);
        let [first, third] = WORKERS.map(thread_of);
        for (line, thread) in WORKERS.iter().zip([first, third]) {
            expect!(
                thread != Some(0),
                "`{line}` was printed by main's thread: a worker prints its line itself, in its own thread."
            );
        }
        expect!(
            first != third,
            "One thread printed the lines of both workers: each worker is a thread of its own."
        );
    }

    /// There are three threads, and one of them panics.
    fn one_of_three_threads_panics() {
        kit::run_main(crate::__main);
        let spawned = kit::spawned();
        expect!(
            spawned >= 3,
            "Each worker is a thread of its own, but the program started {spawned} threads."
        );
        let panics = kit::steps().iter().filter(|step| step.op == kit::Op::Panic && step.thread != 0).count();
        expect!(
            panics > 0 || kit::unjoined() == 0,
            "main ended before worker 2 had panicked: nobody joins it."
        );
        expect!(panics > 0, "Worker 2 has to panic, and no thread did.");
        expect!(panics == 1, "Worker 2 alone has to panic, but {panics} threads did.");
    }
}
