//! Many jobs, and answers of any type.

use kit::prelude::*;

kit::driver_only! {
    use spawn_and_join::run_all;
    use std::cell::Cell;

    /// Neither Clone nor Debug, Default or Sync.
    struct Answer(Cell<usize>);
}

kit::act! {
    /// Runs so many jobs that all wait for each other, and returns for each whether they met, and its thread: 0 is the
    /// caller's, the others are counted as they appear.
    fn meet(jobs: usize) -> Vec<Option<(bool, usize)>> {
        let gate = kit::Gate::new(jobs);
        let job = || {
            let gate = gate.clone();
            move || (gate.wait(), kit::this_thread())
        };
        let mut threads = vec![kit::this_thread()];
        let results = run_all((0..jobs).map(|_| job()).collect());
        let number = |thread: u64| {
            threads.iter().position(|known| *known == thread).unwrap_or_else(|| {
                threads.push(thread);
                threads.len() - 1
            })
        };
        let results = results.into_iter().map(Result::ok);
        let mut number = number;
        results.map(|result| result.map(|(met, thread)| (met, number(thread)))).collect()
    }

    /// Answers that cannot be cloned or shown or shared, from jobs that give away what they own.
    fn own_types(texts: Vec<String>) -> Vec<Option<usize>> {
        let jobs: Vec<_> = texts
            .into_iter()
            .map(|text| {
                move || {
                    let length = text.into_bytes().len();
                    Answer(Cell::new(length))
                }
            })
            .collect();
        let results: Vec<Result<Answer, String>> = run_all(jobs);
        results.into_iter().map(|result| result.ok().map(|answer| answer.0.get())).collect()
    }

    /// Functions and boxes are jobs too; whether all went well.
    fn other_jobs() -> bool {
        fn one() -> u8 {
            1
        }
        let functions: Vec<fn() -> u8> = vec![one, || 2];
        let mut calls = 0;
        let boxes: Vec<Box<dyn FnOnce() -> Vec<u8> + Send>> = vec![
            Box::new(Vec::new),
            Box::new(move || {
                calls += 1;
                vec![calls]
            }),
        ];
        run_all(functions) == [Ok(1), Ok(2)] && run_all(boxes) == [Ok(vec![]), Ok(vec![1])] && run_all(vec![|| ()]) == [Ok(())]
    }
}

kit::judge! {
    /// All jobs run at the same time, each on a thread of its own.
    fn all_meet() {
        for jobs in [1, 2, 5, 40] {
            let met = meet(jobs);
            expect_eq!(met.len(), jobs, "how many results run_all with {jobs} jobs returns");
            for (number, result) in met.into_iter().enumerate() {
                let Some((met, thread)) = result else {
                    fail!("run_all with {jobs} jobs, none of which panics: result number {number} is an Err.");
                };
                expect!(thread != 0, "run_all with {jobs} jobs: job number {number} ran on the caller's thread.");
                expect!(met, "run_all with {jobs} jobs that all wait for each other: they never were all running at the same time.");
                expect_eq!(thread, number + 1, "how many threads run_all with {jobs} jobs had used when job number {number} is counted too");
            }
        }
    }

    /// No job, no result.
    fn no_job() {
        expect_eq!(meet(0).len(), 0, "how many results run_all without any job returns");
    }

    /// Answers may be of any type.
    fn answers_of_any_type() {
        let texts = ["Ada", "", "Grace"].map(str::to_owned).to_vec();
        expect_eq!(own_types(texts), [Some(3), Some(0), Some(5)], "run_all with jobs that return the lengths of \"Ada\", \"\" and \"Grace\"");
    }

    /// Jobs may be functions and boxes too.
    fn jobs_of_any_type() {
        expect!(other_jobs(), "run_all with two functions, two boxes or one closure as jobs did not return what they return.");
    }
}
