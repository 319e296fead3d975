//! The look-alike behaves as std's documentation says.
//!
//! Every file of `conformance/cases` is compiled twice, once against std and once against the look-alike as a
//! student's crate is. A case returns a text that must not depend on the schedule; the look-alike runs it in every
//! order of its steps within bounds, and in each of them it must return what it returned against std. Where the two
//! differ on purpose (a wait may end early, time is virtual), cases ask only for what std's documentation promises.
//!
//! `cargo test --release -p std-model --test like_std -- --nocapture` prints a line for each case.

#[path = "conformance/runner/build.rs"]
mod build;
#[path = "conformance/runner/run.rs"]
mod run;
#[path = "conformance/runner/rustc.rs"]
mod rustc;
#[path = "conformance/runner/source.rs"]
mod source;
#[path = "conformance/tables.rs"]
mod tables;

use build::{Against, Program, compile};
use run::run;
use source::Case;
use std::path::{Path, PathBuf};
use tables::{ENDINGS, Ending, KNOWN_FAULTS, OUTCOMES, UNSUPPORTED};

/// What a case came to.
enum Outcome {
    /// As in std; how many executions that took.
    Same(String),
    /// Not as in std.
    Differs(String),
}

macro_rules! modules {
    ($($module:ident)*) => {
        const MODULES: &[(&str, &str)] = &[
            $((stringify!($module), include_str!(concat!("conformance/cases/", stringify!($module), ".rs")))),*
        ];

        $(
            #[test]
            fn $module() {
                check(stringify!($module));
            }
        )*
    };
}

modules!(mutex guards_errors rwlock condvar barrier once integers bools_pointers orderings mpsc sync_channel thread scope_park local cell time_task hash statics refusals endings outcomes outcomes_of_more unsupported);

/// The module whose cases must not compile.
const REFUSALS: &str = "refusals";

/// Runs all cases of a module and reports them.
fn check(module: &str) {
    let (_, text) = MODULES
        .iter()
        .find(|(name, _)| *name == module)
        .expect("a module of the list");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("like-std-{}-{module}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the build");
    let cases = source::cases(text);
    let real = compile(&folder, text, &cases, Against::Std);
    let meant = module == REFUSALS;
    assert!(
        meant || real.refused.is_empty(),
        "std itself refuses cases of {module}: {:?}",
        real.refused
    );
    let model = compile(&folder, text, &cases, Against::Model);
    let mut wrong = Vec::new();
    for case in &cases {
        let known = KNOWN_FAULTS.contains(&(module, &case.name));
        let outcome = if meant {
            refused(case, &real, &model)
        } else {
            outcome(module, case, &real, &model)
        };
        let line = match (outcome, known) {
            (Outcome::Same(how), false) => format!("ok     {module}::{}: {how}", case.name),
            (Outcome::Differs(how), true) => format!("known  {module}::{}: {how}", case.name),
            (Outcome::Differs(how), false) => format!("WRONG  {module}::{}: {how}", case.name),
            (Outcome::Same(_), true) => {
                format!(
                    "WRONG  {module}::{} works now: take it out of KNOWN_FAULTS",
                    case.name
                )
            }
        };
        println!("{line}");
        if line.starts_with("WRONG") {
            wrong.push(line);
        }
    }
    std::fs::remove_dir_all(&folder).expect("the folder can be removed");
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn outcome(module: &str, case: &Case, real: &Program, model: &Program) -> Outcome {
    if let Some(ending) = ENDINGS
        .iter()
        .find(|ending| (ending.module, ending.case) == (module, &case.name))
    {
        return ends(ending, real, model);
    }
    let ran = run(&real.path, &[&case.name]);
    let Some(expected) = ran
        .result
        .clone()
        .filter(|_| ran.status.is_some_and(|status| status.success()))
    else {
        return Outcome::Differs(format!(
            "the case itself is wrong: against std, {}",
            ran.story()
        ));
    };
    if let Some((_, message)) = model.refused.iter().find(|(name, _)| *name == case.name) {
        return Outcome::Differs(format!("does not compile: {message}"));
    }
    let outcomes = OUTCOMES
        .iter()
        .find(|known| (known.0, known.1) == (module, &case.name));
    let ran = match outcomes {
        None => run(&model.path, &[&case.name, &expected]),
        Some(_) => run(&model.path, &[&case.name]),
    };
    let Some(answer) = ran.result.clone() else {
        return Outcome::Differs(format!("no answer: {}", ran.story()));
    };
    if let Some((.., possible)) = outcomes {
        return shows_all(&answer, &expected, possible);
    }
    if let Some((.., said)) = UNSUPPORTED
        .iter()
        .find(|known| (known.0, known.1) == (module, &case.name))
    {
        return begins(&answer, &format!("unsupported: {said}"));
    }
    match answer.strip_prefix("ok: ") {
        Some(how) => Outcome::Same(how.trim_end().to_owned()),
        None => Outcome::Differs(format!("{answer}; expected {expected}")),
    }
}

/// The model's answers must be all the possible ones, and std's must be among them.
fn shows_all(answer: &str, real: &str, possible: &[&str]) -> Outcome {
    if !possible.contains(&real) {
        return Outcome::Differs(format!("the case itself is wrong: std says {real}"));
    }
    let seen = answer.splitn(4, ' ').nth(3).unwrap_or_default();
    if answer.starts_with("ok: ") && seen == possible.join(" | ") {
        Outcome::Same(seen.to_owned())
    } else {
        Outcome::Differs(format!("{answer}; possible: {}", possible.join(" | ")))
    }
}

/// A case that must not compile, for the same reason in both.
fn refused(case: &Case, real: &Program, model: &Program) -> Outcome {
    let code = |program: &Program| {
        let (_, message) = program
            .refused
            .iter()
            .find(|(name, _)| *name == case.name)?;
        Some(message.split_once(':')?.0.to_owned())
    };
    match (code(real), code(model)) {
        (None, _) => Outcome::Differs("the case itself is wrong: std allows it".to_owned()),
        (Some(expected), Some(got)) if got == expected => Outcome::Same(got),
        (Some(expected), got) => Outcome::Differs(format!("got {got:?}; expected {expected}")),
    }
}

/// A case that ends the process or the check.
fn ends(ending: &Ending, real: &Program, model: &Program) -> Outcome {
    if let Some(expected) = ending.real {
        let ran = run(&real.path, &[ending.case]);
        if ran.status.map(|status| status.code()) != Some(expected) || ran.result.is_some() {
            return Outcome::Differs(format!(
                "the case itself is wrong: against std, {}",
                ran.story()
            ));
        }
    }
    let ran = run(&model.path, &[ending.case, ""]);
    match &ran.result {
        Some(answer) => begins(answer, ending.model),
        None => Outcome::Differs(format!("no answer: {}", ran.story())),
    }
}

fn begins(answer: &str, expected: &str) -> Outcome {
    if answer.starts_with(expected) {
        Outcome::Same(expected.to_owned())
    } else {
        Outcome::Differs(format!("{answer}; expected {expected}"))
    }
}

/// Every name in the tables is a case.
#[test]
fn tables_name_cases() {
    let exists = |module: &str, name: &str| {
        let module = MODULES.iter().find(|it| it.0 == module);
        module.is_some_and(|(_, text)| source::cases(text).iter().any(|case| case.name == name))
    };
    let endings = ENDINGS.iter().map(|ending| (ending.module, ending.case));
    let unsupported = UNSUPPORTED.iter().map(|known| (known.0, known.1));
    let outcomes = OUTCOMES.iter().map(|known| (known.0, known.1));
    for (module, name) in endings
        .chain(unsupported)
        .chain(outcomes)
        .chain(KNOWN_FAULTS.iter().copied())
    {
        assert!(exists(module, name), "there is no case {module}::{name}");
    }
}

/// `docs/model.md` says how many cases there are, and its table names every type that they are about and everything
/// that is refused.
#[test]
fn the_note_agrees() {
    let note = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/model.md");
    let note = std::fs::read_to_string(note).expect("docs/model.md can be read");
    let cases: Vec<Case> = MODULES.iter().flat_map(|it| source::cases(it.1)).collect();
    assert!(
        note.contains(&format!("{} cases", cases.len())),
        "docs/model.md must say that there are {} cases",
        cases.len()
    );
    let rows = note.lines().filter(|line| line.starts_with("| "));
    let table: String = rows.collect();
    let words: std::collections::BTreeSet<&str> = table
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .collect();
    let items = cases.iter().flat_map(|case| &case.items);
    let first_words = items.map(|item| {
        let end = item.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        &item[..end.unwrap_or(item.len())]
    });
    let refused = UNSUPPORTED.iter().map(|(.., said)| {
        let name = said.split('`').nth(1).unwrap_or_default();
        name.rsplit("::").next().unwrap_or_default()
    });
    let missing: std::collections::BTreeSet<&str> = first_words
        .chain(refused)
        .filter(|word| !words.contains(word))
        .collect();
    assert!(
        missing.is_empty(),
        "not in docs/model.md's table: {missing:?}"
    );
}

/// `items.md` lists what there is.
#[test]
fn table_of_items_is_current() {
    let path = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/conformance/items.md"
    ));
    let table = tables::items(MODULES);
    if std::env::var_os("RENEW").is_some() {
        std::fs::write(&path, &table).expect("the table can be written");
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default();
    let command = "RENEW=1 cargo test --release -p std-model --test like_std table_of_items";
    assert!(
        there == table,
        "items.md is stale; renew it with\n  {command}"
    );
}
