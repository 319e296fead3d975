//! Runs the cases, which are a crate of their own, as the grader runs a student's crate: this file sees the real std.

/// Runs one case against the look-alike, in every order of its steps that the bounds allow; in each of them it must
/// return what it returned against std. If nothing is expected, its answers are collected.
fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().expect("the name of a case");
    let expected = arguments.next();
    let answers = std::sync::Arc::new(std::sync::Mutex::new(std::collections::BTreeSet::new()));
    let seen = answers.clone();
    let (_, run) = cases::CASES
        .iter()
        .find(|case| case.0 == name)
        .expect("a case of this file");
    // Whoever asks for all answers must have all schedules.
    let (preemptions, executions) = if expected.is_some() {
        (Some(2), 2_000)
    } else {
        (None, 20_000)
    };
    let bounds = kit_wire::sealed::Bounds {
        preemptions,
        executions,
        ..Default::default()
    };
    let report = std_model::model::explore(&bounds, move || {
        let got = run();
        match &expected {
            None => drop(seen.lock().expect("nobody panics with it").insert(got)),
            Some(expected) if got.escape_default().to_string() == *expected => {}
            Some(expected) => std_model::model::ask::mismatch(name.clone(), got, expected.clone()),
        }
    });
    let line = match (report.unsupported, report.failure) {
        (Some(what), _) => format!("unsupported: {what:?}"),
        (None, Some(record)) => {
            let panics = record.threads.iter().filter_map(|it| it.panic.as_ref());
            let panics: Vec<_> = panics.collect();
            let last = record.steps.last().map(|step| &step.place);
            format!("failed: {:?} at {last:?}; {panics:?}", record.failure)
        }
        (None, None) => {
            let answers: Vec<String> = answers
                .lock()
                .expect("nobody panics with it")
                .iter()
                .cloned()
                .collect();
            format!(
                "ok: {} {} {}",
                report.executions,
                report.complete,
                answers.join(" | ")
            )
        }
    };
    println!("\nresult: {}", line.replace('\n', "\\n"));
    std::process::exit(0);
}
