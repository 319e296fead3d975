//! Any jobs, of which any panic.

use kit::prelude::*;

kit::driver_only! {
    use spawn_and_join::run_all;
}

kit::act! {
    /// Runs jobs that return these numbers, or panic with these texts.
    fn run(jobs: Vec<Result<i32, String>>) -> Vec<Result<i32, String>> {
        let job = |end: Result<i32, String>| move || end.unwrap_or_else(|text| panic!("{text}"));
        run_all(jobs.into_iter().map(job).collect())
    }
}

kit::judge_only! {
    fn jobs() -> impl Strategy<Value = Vec<Result<i32, String>>> {
        let job = prop_oneof![2 => (0i32..100).prop_map(Ok), 1 => "[a-c]{1,3}".prop_map(Err)];
        prop::collection::vec(job, 0..10)
    }
}

kit::judge! {
    /// Result number i is that of job number i, in any mixture.
    #[cases(48)]
    fn any_jobs(jobs in jobs()) {
        expect_eq!(run(jobs.clone()), jobs, "run_all with jobs that return what is in the Oks here, and panic with what is in the Errs: {jobs:?}");
    }
}
