//! Pure: what in a submission a person should look at. Suspicion is no proof and never changes points: each of these
//! has honest uses, and a clever attack has none of them.

use crate::model::{Location, Oddness, SourceFile, Suspicion};
use crate::tokens::{Kind, Token, tokens};
use std::collections::BTreeSet;

/// So many are named for one exercise; who reads the first ones knows what to do.
const MOST: usize = 20;

/// Words of code, and what is odd about them in an exercise.
const WORDS: [(&[&str], Oddness); 9] = [
    (
        &[
            "kit",
            "kit_wire",
            "kit_core",
            "kit_driver",
            "kit_model",
            "kit_timing",
            "kit_judge",
            "std_model",
            "loom",
        ],
        Oddness::NamesHarness,
    ),
    (
        &["set_hook", "take_hook", "update_hook"],
        Oddness::ReplacesPanicHook,
    ),
    (&["exit", "abort"], Oddness::EndsTheProcess),
    (&["Command"], Oddness::StartsProcesses),
    (
        &[
            "TcpStream",
            "TcpListener",
            "UdpSocket",
            "UnixStream",
            "UnixListener",
            "UnixDatagram",
        ],
        Oddness::OpensConnections,
    ),
    (
        &[
            "OpenOptions",
            "read_to_string",
            "read_dir",
            "from_raw_fd",
            "as_raw_fd",
        ],
        Oddness::ReadsOrWritesFiles,
    ),
    (
        &[
            "include_str",
            "include_bytes",
            "include",
            "env",
            "option_env",
        ],
        Oddness::ReadsAround,
    ),
    (
        &[
            "no_mangle",
            "export_name",
            "link_section",
            "naked",
            "naked_asm",
            "global_asm",
            "asm",
            "link",
        ],
        Oddness::ReachesBelowRust,
    ),
    (&["type_name", "type_name_of_val"], Oddness::AsksForNames),
];

/// What text in strings, or printed, is odd.
const TEXTS: [(&str, Oddness); 7] = [
    ("/proc", Oddness::NamesProc),
    ("/sys/", Oddness::NamesSys),
    ("/dev/", Oddness::NamesDev),
    ("test result:", Oddness::ImitatesTests),
    ("grader/report", Oddness::ImitatesReports),
    ("\"points\"", Oddness::ImitatesReports),
    ("\u{1b}[", Oddness::SteersTheTerminal),
];

/// Code that looks different depending on what compiles it.
const CONFIGURATIONS: [&str; 5] = ["clippy", "trybuild", "loom", "debug_assertions", "miri"];

/// Everything worth a look in the submitted files and in what their code printed, in order of place.
pub fn all(files: &[SourceFile], printed: &[String]) -> Vec<Suspicion> {
    let mut found = BTreeSet::new();
    for file in files.iter().filter(|file| file.path.ends_with(".rs")) {
        in_source(file, &mut found);
    }
    for text in printed {
        let odd = TEXTS.iter().filter(|(sign, _)| text.contains(sign));
        found.extend(odd.map(|(_, what)| Suspicion {
            location: None,
            what: *what,
        }));
    }
    found.into_iter().take(MOST).collect()
}

fn in_source(file: &SourceFile, found: &mut BTreeSet<Suspicion>) {
    let tokens = tokens(&file.text);
    let odd_ahead = odd_configurations(&tokens);
    for (index, token) in tokens.iter().enumerate() {
        let what = match token.kind {
            Kind::Word => odd_word(token.text, odd_ahead[index]),
            Kind::Text => odd_text(token.text),
            Kind::Number => None,
            Kind::Sign | Kind::Lifetime => nested_references(&tokens[index..]),
        };
        found.extend(what.map(|what| Suspicion {
            location: Some(Location {
                file: file.path.clone(),
                line: token.line,
                column: token.column,
            }),
            what,
        }));
    }
}

/// For each token, whether one of [`CONFIGURATIONS`] stands between it and the next `]`. One pass, from the end: however
/// often a file says `cfg`, nothing is read twice.
fn odd_configurations(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut is_ahead = false;
    let mut all: Vec<bool> = tokens
        .iter()
        .rev()
        .map(|token| {
            let is_odd = token.kind == Kind::Word && CONFIGURATIONS.contains(&token.text);
            is_ahead = is_odd || (is_ahead && token.text != "]");
            is_ahead
        })
        .collect();
    all.reverse();
    all
}

fn odd_word(word: &str, odd_configuration_ahead: bool) -> Option<Oddness> {
    if word == "cfg" || word == "cfg_attr" {
        return odd_configuration_ahead.then_some(Oddness::DependsOnCompiler);
    }
    let (_, what) = WORDS.iter().find(|(words, _)| words.contains(&word))?;
    Some(*what)
}

fn odd_text(text: &str) -> Option<Oddness> {
    let escaped = ["\\x1b[", "\\u{1b}["];
    if escaped.iter().any(|sign| text.contains(sign)) {
        return Some(Oddness::SteersTheTerminal);
    }
    let (_, what) = TEXTS.iter().find(|(sign, _)| text.contains(sign))?;
    Some(*what)
}

/// `&'a &'b`: the idiom of the known hole in the type checker (rust issue 25860), by which safe code forges lifetimes.
fn nested_references(rest: &[Token<'_>]) -> Option<Oddness> {
    let [outer, first, inner, second, ..] = rest else {
        return None;
    };
    let is_nested = outer.text == "&"
        && first.kind == Kind::Lifetime
        && inner.text == "&"
        && second.kind == Kind::Lifetime;
    is_nested.then_some(Oddness::ForgesLifetimes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(u32, Oddness)> {
        let files = [SourceFile::new("src/lib.rs", source)];
        let found = all(&files, &[]);
        found
            .into_iter()
            .map(|one| (one.location.map_or(0, |at| at.line), one.what))
            .collect()
    }

    #[track_caller]
    fn odd(source: &str, line: u32, expected: Oddness) {
        let found = found(source);
        assert!(found.contains(&(line, expected)), "{found:?}");
    }

    #[test]
    fn ordinary_concurrent_code_is_nothing_to_look_at() {
        let source = "use std::sync::{Arc, Mutex}; // unsafe, /proc and kit in a comment are fine\n\
            pub fn count<'a>(all: &'a Arc<Mutex<u32>>, name: &str) -> u32 { *all.lock().unwrap() }";
        assert_eq!(found(source), []);
    }

    #[test]
    fn the_harness_proc_and_forged_reports_are_named() {
        odd("\nextern crate kit_wire;", 2, Oddness::NamesHarness);
        odd("const A: &str = \"/proc/self/mem\";", 1, Oddness::NamesProc);
        odd(
            "fn f() { println!(\"test result: ok\") }",
            1,
            Oddness::ImitatesTests,
        );
        odd(
            "fn f() { print!(\"\\x1b[2J\") }",
            1,
            Oddness::SteersTheTerminal,
        );
        odd(
            "#[cfg(not(clippy))] fn f() {}",
            1,
            Oddness::DependsOnCompiler,
        );
        odd(
            "\n#[unsafe(no_mangle)] fn f() {}",
            2,
            Oddness::ReachesBelowRust,
        );
        odd(
            "fn f<'a, 'b, T>(_: &'a &'b (), t: &'b T) -> &'a T { t }",
            1,
            Oddness::ForgesLifetimes,
        );
    }

    #[test]
    fn what_was_printed_is_looked_at_too() {
        let found = all(
            &[],
            &["running 1 test\ntest result: ok. 1 passed".to_owned()],
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].location, None);
    }

    #[test]
    fn only_what_stands_inside_a_configuration_belongs_to_it() {
        assert_eq!(found("#[cfg(unix)] fn f() { clippy() }"), []);
        odd(
            "#[cfg(unix)]\n#[cfg_attr(all(a, trybuild), b)] fn f() {}",
            2,
            Oddness::DependsOnCompiler,
        );
    }

    /// 62,000 words once took 40 s, a million would have taken hours; read once, they take no time worth naming.
    #[test]
    fn a_file_full_of_configurations_is_read_once() {
        let source = format!("m!{{ {} }}", "cfg ".repeat(1_000_000));
        assert_eq!(found(&source), []);
    }

    #[test]
    fn a_flood_is_cut() {
        assert_eq!(
            found(&"fn f() { std::process::exit(0) }\n".repeat(100)).len(),
            MOST
        );
    }
}
