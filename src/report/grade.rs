//! Grades -> blocks: what is said about an exercise and about a whole submission, and in which order.

use super::blocks::{Block, Level, Tone};
use super::evidence;
use super::style::Style;
use crate::model::{
    ChapterGrade, CheckGrade, ExerciseGrade, Grade, Outcome, Refused, Suspicion, Trust, WhyRefused,
};
use crate::words;

/// Whether an exercise is only named at the end of a report: one of many that was not handed in.
pub(super) fn is_only_named(graded: &ExerciseGrade, exercises: usize) -> bool {
    graded.outcome == Outcome::Skipped && exercises > 1
}

/// A whole submission: each exercise that was handed in, then the end.
pub(super) fn submission(style: Style, grade: &Grade) -> Vec<Block> {
    let mut out = Vec::new();
    for graded in &grade.exercises {
        if !is_only_named(graded, grade.exercises.len()) {
            out.extend(exercise(style, graded));
        }
    }
    out.extend(end(style, grade));
    out
}

/// One exercise with its checks; every failure is explained.
pub(super) fn exercise(style: Style, grade: &ExerciseGrade) -> Vec<Block> {
    let mut out = vec![
        Block::Title {
            text: format!("{}  {}", grade.id, grade.title),
            points: format!("{} of {} points", grade.points, grade.max_points),
        },
        Block::Gap,
    ];
    if let Some(reason) = &grade.reason {
        out.push(Block::text(
            Level::Exercise,
            words::reason::sentence(reason),
        ));
        out.push(Block::Gap);
        return out;
    }
    let is_shown =
        |check: &&CheckGrade| !(style.is_replay && check.finding.outcome == Outcome::Skipped);
    for check in grade.checks.iter().filter(is_shown) {
        out.push(verdict(check));
        match check.finding.outcome {
            Outcome::Pass => out.extend(evidence::remarks(&check.finding)),
            Outcome::Skipped => {
                let said = words::reason::sentence(&check.finding.reason);
                out.push(Block::aside(Level::Name, said));
            }
            Outcome::Fail | Outcome::Inconclusive | Outcome::Ungraded => {
                out.push(Block::Gap);
                out.extend(explanation(style, grade, check));
                out.push(Block::Gap);
            }
        }
    }
    if grade.points < grade.max_points {
        out.push(Block::aside(
            Level::Exercise,
            format!("Slide: {}", grade.slide),
        ));
    }
    out.extend(trusted(grade));
    out.extend(unsaid(grade));
    out.extend(suspicions(grade));
    out.push(Block::Gap);
    out
}

/// What a student reads about the checks of an exercise that did not pass, without those that were skipped.
pub(super) fn failures(style: Style, grade: &ExerciseGrade) -> Vec<Block> {
    let is_failure =
        |check: &&CheckGrade| !matches!(check.finding.outcome, Outcome::Pass | Outcome::Skipped);
    let mut out = Vec::new();
    for check in grade.checks.iter().filter(is_failure) {
        out.push(verdict(check));
        out.push(Block::Gap);
        out.extend(explanation(style, grade, check));
    }
    out
}

fn verdict(check: &CheckGrade) -> Block {
    Block::Verdict {
        outcome: check.finding.outcome,
        name: check.name.clone(),
        detail: words::detail::words(&check.finding.detail),
        points: format!("{}/{}", check.points, check.max_points),
    }
}

/// The sentence, the evidence, why it matters.
fn explanation(style: Style, grade: &ExerciseGrade, check: &CheckGrade) -> Vec<Block> {
    let finding = &check.finding;
    let mut out = Vec::new();
    let said = words::reason::sentence(&finding.reason);
    if !said.is_empty() {
        let at = finding
            .location
            .as_ref()
            .map(|at| format!("  ({}:{})", at.file, at.line));
        let sentence = sentence(&said) + &at.unwrap_or_default();
        out.push(Block::text(Level::Check, sentence));
    }
    out.extend(evidence::blocks(style, grade, finding));
    if finding.outcome == Outcome::Fail && !check.why.is_empty() {
        out.push(Block::Gap);
        out.push(Block::aside(
            Level::Check,
            format!("Why it matters: {}", check.why),
        ));
    }
    out
}

/// The message with a capital letter, unless it begins with code.
fn sentence(message: &str) -> String {
    let first = message.split(' ').next().unwrap_or_default();
    if !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return format!("{}{}", first[..1].to_uppercase(), &message[1..]);
    }
    message.to_owned()
}

/// Which passed checks a person has to confirm, because `unsafe` code could have written their record.
fn trusted(grade: &ExerciseGrade) -> Vec<Block> {
    let rests = |check: &&CheckGrade| {
        check.trust == Trust::SealedOnTrust && check.finding.outcome == Outcome::Pass
    };
    let names = grade.checks.iter().filter(rests);
    let names: Vec<_> = names.map(|check| format!("\"{}\"", check.name)).collect();
    if names.is_empty() {
        return Vec::new();
    }
    let sentence = format!(
        "On trust: this exercise allows `unsafe`, and unsafe code could write the records of {} itself.",
        names.join(", ")
    );
    vec![Block::Gap, Block::aside(Level::Exercise, sentence)]
}

/// What checks that passed do not say, once for all of them.
fn unsaid(grade: &ExerciseGrade) -> Vec<Block> {
    let passed = grade.checks.iter().map(|check| &check.finding);
    let mut messages: Vec<_> = passed
        .filter(|finding| finding.outcome == Outcome::Pass)
        .map(|finding| words::reason::sentence(&finding.reason))
        .filter(|said| !said.is_empty())
        .collect();
    messages.dedup();
    messages
        .into_iter()
        .map(|message| Block::aside(Level::Exercise, message))
        .collect()
}

/// What a person should look at, with a word on what that means.
fn suspicions(grade: &ExerciseGrade) -> Vec<Block> {
    if grade.suspicions.is_empty() {
        return Vec::new();
    }
    let mut out = vec![
        Block::Gap,
        Block::aside(Level::Exercise, "Worth a look (this costs no points):"),
    ];
    for Suspicion { location, what } in &grade.suspicions {
        let what = words::suspicion::words(*what);
        let place = match location {
            Some(at) => format!("{}:{}", at.file, at.line),
            None => "its output".to_owned(),
        };
        out.push(Block::aside(Level::Check, format!("{place} {what}")));
    }
    out
}

/// What stands behind the exercises: those that were not handed in, and what was reached over all.
pub(super) fn end(style: Style, grade: &Grade) -> Vec<Block> {
    let mut out = Vec::new();
    let missing = grade
        .exercises
        .iter()
        .filter(|graded| is_only_named(graded, grade.exercises.len()));
    let missing: Vec<_> = missing
        .map(|graded| format!("{} ({} points)", graded.id, graded.max_points))
        .collect();
    if !missing.is_empty() {
        out.push(Block::line(Level::Report, "Not handed in:"));
        out.push(Block::Lines {
            level: Level::Exercise,
            lines: missing,
        });
        out.push(Block::Gap);
    }
    if style.is_unprotected {
        out.push(Block::Paragraph {
            level: Level::Report,
            tone: Tone::Alarm,
            text: "NOT ISOLATED: the submitted code could read and change this user's files."
                .to_owned(),
        });
        out.push(Block::Gap);
    }
    out.extend(refused(grade));
    out.extend(summary(grade));
    out
}

/// The last lines: what was reached over all.
fn summary(grade: &Grade) -> Vec<Block> {
    let count = |outcome| {
        let exercises = grade.exercises.iter();
        exercises
            .filter(|exercise| exercise.outcome == outcome)
            .count()
    };
    let parts: Vec<_> = [
        (Outcome::Pass, "complete"),
        (Outcome::Fail, "with failures"),
        (Outcome::Inconclusive, "not decided"),
        (Outcome::Skipped, "not handed in"),
        (Outcome::Ungraded, "NOT GRADED"),
    ]
    .into_iter()
    .map(|(outcome, words)| (count(outcome), words))
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    let mut out = Vec::new();
    let mut points = format!("{} of {} points", grade.points(), grade.max_points());
    if grade.chapters.len() > 1 {
        out.extend(grade.chapters.iter().map(|one| chapter(one, grade)));
        out.push(Block::Gap);
        points.push_str(&format!(", {:.1} %", grade.percent));
    }
    out.push(Block::Title {
        text: format!("{}: {}", grade.submission, parts.join(", ")),
        points,
    });
    out
}

/// What was not taken: the many files that nobody asked for together, anything else with its reason.
fn refused(grade: &Grade) -> Vec<Block> {
    let mut out = Vec::new();
    let (extras, others): (Vec<_>, Vec<_>) = grade
        .refused
        .iter()
        .partition(|one| one.reason == WhyRefused::NotAskedFor);
    if !extras.is_empty() {
        let names: Vec<_> = extras.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        out.push(Block::text(
            Level::Report,
            format!("Not taken, because no exercise asks for it: {names}"),
        ));
    }
    for Refused { name, reason } in others {
        let reason = words::intake::not_taken(reason);
        out.push(Block::text(
            Level::Report,
            format!("Not taken: {name}: {reason}"),
        ));
    }
    if !out.is_empty() {
        out.push(Block::Gap);
    }
    out
}

/// A chapter's line: what was reached in it, and what it counts where that differs.
fn chapter(chapter: &ChapterGrade, grade: &Grade) -> Block {
    let is_equal = |other: &ChapterGrade| other.weight == chapter.weight;
    let weight = match grade.chapters.iter().all(is_equal) {
        true => String::new(),
        false => format!("  (weight {})", chapter.weight),
    };
    Block::Sum {
        text: format!("{}  {}{weight}", chapter.id, chapter.title),
        points: format!("{} of {} points", chapter.points, chapter.max_points),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn sentences_begin_with_a_capital_and_code_stays_as_it_is() {
        assert_eq!(sentence("main panicked"), "Main panicked");
        assert_eq!(
            sentence("count_up(3): expected 3"),
            "count_up(3): expected 3"
        );
        assert_eq!(sentence("`x` is missing"), "`x` is missing");
        assert_eq!(sentence(""), "");
    }
}
