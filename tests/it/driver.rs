//! A driver holds the student's code, so it may hold nothing of the judge: no test's name, no title, no expectation,
//! no library. Each judged check of the course is looked at.

use crate::common::root;
use grader::{
    catalog,
    control::Control,
    model::{Action, Exercise, Run, SourceFile, Tools},
    plan::{self, Request},
    sandbox::{self, Enclosure},
    scratch::Scratch,
    stage::Stage,
    tokens::{Kind, Token, tokens},
    toolbox,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Shorter words may stand anywhere by chance.
const SHORTEST: usize = 8;

#[test]
fn nothing_of_a_judge_is_in_the_binary_with_student_code() {
    let course = catalog::read(root()).unwrap();
    let tools = toolbox::open(&mut |_| ()).unwrap();
    let walls = Enclosure::Unconfined;
    let request = Request {
        tools: &tools,
        chapters: &course.chapters,
        seed: 42,
        walls: &walls,
        replay: None,
        repeat: 1,
        control: &Control::default(),
    };
    let mut looked_at = 0;
    for exercise in &course.exercises {
        looked_at += look_at(request, exercise);
    }
    assert!(looked_at >= 5, "{looked_at} judged checks");
}

fn look_at(request: Request<'_>, exercise: &Exercise) -> u32 {
    let Some(file) = exercise.root() else {
        return 0;
    };
    let solution = root().join("solutions").join(exercise.id.to_string());
    let text = fs::read_to_string(solution.join(file)).unwrap();
    let files = [SourceFile::new(file, text)];
    let scratch = Scratch::open().unwrap();
    let stage = Stage::set(scratch.path(), exercise, &files).unwrap();
    let bench = plan::bench(request, exercise, &stage);
    // A judge may expect words of std's own, such as the message of a panic; those are in every program.
    let std = text_of(&standard_library(request.tools));
    let mut looked_at = 0;
    for check in &exercise.checks {
        let recipe = check.kind.recipe(exercise).unwrap();
        let Some((_, run @ Run::Judged { .. })) = recipe.runs.last() else {
            continue;
        };
        for build in recipe.builds() {
            let step = plan::building(&bench, &build);
            let seen = sandbox::run(&step, request.walls, request.control).unwrap();
            assert!(seen.succeeded(), "{}: {seen:?}", step.title);
        }
        let Action::Judged(talk) = plan::running(&bench, run, check.limits).action else {
            panic!("a judged run is a conversation");
        };
        let driver = text_of(&talk.driver.path);
        let judge = text_of(&talk.judge.path);
        for overlay in check.kind.overlays() {
            let words = words_of_the_judge(&overlay.text, &files[0].text);
            let known = words
                .iter()
                .filter(|word| judge.contains(word.as_str()))
                .count();
            assert!(
                known > 0,
                "{}: {words:?} are not even in the judge",
                exercise.id
            );
            let leaked: Vec<_> = words
                .iter()
                .filter(|word| driver.contains(word.as_str()) && !std.contains(word.as_str()))
                .collect();
            assert!(
                leaked.is_empty(),
                "{}, {}: {leaked:?}",
                exercise.id,
                check.name
            );
        }
        for library in ["kit_judge", "proptest"] {
            assert!(
                judge.contains(library) && !driver.contains(library),
                "{library}"
            );
        }
        looked_at += 1;
    }
    looked_at
}

/// The standard library as programs load it when they run. It holds no word of ours.
fn standard_library(tools: &Tools) -> PathBuf {
    let folder = format!("lib/rustlib/{}/lib", tools.target);
    let entries = fs::read_dir(tools.sysroot.join(folder)).unwrap().flatten();
    let mut paths = entries.map(|entry| entry.path());
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(std::env::consts::DLL_SUFFIX)
    };
    paths.find(is_it).unwrap()
}

/// A binary as text, as far as it is any.
fn text_of(binary: &Path) -> String {
    String::from_utf8_lossy(&fs::read(binary).unwrap()).into_owned()
}

/// Names, titles and texts that only the judge's part of a check file has.
fn words_of_the_judge(check: &str, student: &str) -> BTreeSet<String> {
    let all = tokens(check);
    let mut inside = BTreeSet::new();
    let mut outside = student.to_owned();
    let mut lines = BTreeSet::new();
    let mut at = 0;
    while at < all.len() {
        let is_judges = matches!(all[at].text, "judge" | "judge_only")
            && all.get(at + 1).is_some_and(|sign| sign.text == "!");
        if !is_judges {
            outside.push_str(all[at].text);
            outside.push(' ');
            at += 1;
            continue;
        }
        let end = end_of_block(&all, at + 2);
        lines.extend(all[at].line..=all[end].line);
        for (before, token) in all[at..end].iter().zip(&all[at + 1..end]) {
            if token.kind == Kind::Text || before.text == "fn" {
                inside.insert(token.text.to_owned());
            }
        }
        at = end + 1;
    }
    let documentation = check
        .lines()
        .zip(1..)
        .filter(|(_, line)| lines.contains(line));
    inside.extend(
        documentation.filter_map(|(text, _)| Some(text.trim().strip_prefix("/// ")?.to_owned())),
    );
    inside.retain(|word| word.len() >= SHORTEST && !outside.contains(word.as_str()));
    inside
}

/// The closing brace of the block that opens at `start`.
fn end_of_block(all: &[Token<'_>], start: usize) -> usize {
    let mut depth = 0;
    for (index, token) in all.iter().enumerate().skip(start) {
        match (token.kind, token.text) {
            (Kind::Sign, "{") => depth += 1,
            (Kind::Sign, "}") if depth == 1 => return index,
            (Kind::Sign, "}") => depth -= 1,
            _ => {}
        }
    }
    panic!("a block without an end")
}
