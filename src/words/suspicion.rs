//! What a person should look at.

use crate::model::Oddness;

/// Completes a sentence that begins with the place.
pub fn words(what: Oddness) -> &'static str {
    match what {
        Oddness::AsksForNames => "asks for the names of types",
        Oddness::EndsTheProcess => "ends the process",
        Oddness::ImitatesTests => "imitates a test's report",
        Oddness::ImitatesReports => "imitates the grader's report",
        Oddness::DependsOnCompiler => "looks different depending on what compiles it",
        Oddness::NamesDev => "names /dev",
        Oddness::NamesProc => "names /proc",
        Oddness::NamesSys => "names /sys",
        Oddness::NamesHarness => "names the harness that checks it",
        Oddness::OpensConnections => "opens connections",
        Oddness::ReachesBelowRust => "reaches below Rust",
        Oddness::ReadsAround => "reads files or the environment",
        Oddness::ReadsOrWritesFiles => "reads or writes files",
        Oddness::ReplacesPanicHook => "replaces the panic hook",
        Oddness::StartsProcesses => "starts processes",
        Oddness::SteersTheTerminal => "steers the terminal",
        Oddness::ForgesLifetimes => {
            "uses references to references with named lifetimes, as exploits of rust issue 25860 do"
        }
    }
}
