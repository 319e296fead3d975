//! Grades for people at a terminal of 80 columns. Colour supports the meaning and never carries it.

use super::evidence;
use crate::model::{
    ChapterGrade, CheckGrade, ExerciseGrade, Grade, NOT_ASKED_FOR, Outcome, Refused, Suspicion,
    Trust,
};
use anstyle::{AnsiColor, Style as Ansi};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// How wide a report is.
pub(super) const WIDTH: usize = 79;

/// How a report is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Plain ASCII: no bars of block characters.
    pub ascii: bool,
    /// One schedule was run again: it is told step by step, and what was not run is left out.
    pub is_replay: bool,
    /// Other people's code ran without any walls.
    pub is_unprotected: bool,
}

pub(super) fn paint(text: &str, style: Ansi) -> String {
    format!("{style}{text}{style:#}")
}

pub(super) const BOLD: Ansi = Ansi::new().bold();
pub(super) const DIM: Ansi = Ansi::new().dimmed();
pub(super) const RED: Ansi = AnsiColor::Red.on_default().bold();
pub(super) const GREEN: Ansi = AnsiColor::Green.on_default();
pub(super) const YELLOW: Ansi = AnsiColor::Yellow.on_default().bold();

/// A whole submission: each exercise that was handed in, then what was reached over all.
pub fn submission(style: Style, grade: &Grade) -> String {
    let mut out = String::new();
    let mut missing = Vec::new();
    for graded in &grade.exercises {
        if graded.outcome == Outcome::Skipped && grade.exercises.len() > 1 {
            missing.push(format!("{} ({} points)", graded.id, graded.max_points));
        } else {
            out.push_str(&exercise(style, graded));
            out.push('\n');
        }
    }
    if !missing.is_empty() {
        out.push_str("Not handed in:\n");
        out.extend(missing.iter().map(|line| format!("  {line}\n")));
        out.push('\n');
    }
    if style.is_unprotected {
        let warning =
            "NOT ISOLATED: the submitted code could read and change this user's files.\n\n";
        out.push_str(&paint(warning, RED));
    }
    out + &summary(grade)
}

/// What a student reads about the checks of an exercise that did not pass, without those that were skipped.
pub fn failures(style: Style, grade: &ExerciseGrade) -> String {
    let is_failure =
        |check: &&CheckGrade| !matches!(check.finding.outcome, Outcome::Pass | Outcome::Skipped);
    let mut out = String::new();
    for check in grade.checks.iter().filter(is_failure) {
        let _ = writeln!(out, "{}\n", check_line(check));
        out.push_str(&explanation(style, grade, check));
    }
    out
}

/// One exercise with its checks; every failure is explained.
fn exercise(style: Style, grade: &ExerciseGrade) -> String {
    let mut out = String::new();
    let heading = format!("{}  {}", grade.id, grade.title);
    let points = format!("{} of {} points", grade.points, grade.max_points);
    let _ = writeln!(out, "{}", paint(&ends(&heading, &points), BOLD));
    if let Some(message) = &grade.message {
        out.push('\n');
        out.push_str(&paragraph("  ", message));
        return out;
    }
    out.push('\n');
    let is_shown =
        |check: &&CheckGrade| !(style.is_replay && check.finding.outcome == Outcome::Skipped);
    for check in grade.checks.iter().filter(is_shown) {
        let _ = writeln!(out, "{}", check_line(check));
        if check.finding.outcome != Outcome::Pass && check.finding.outcome != Outcome::Skipped {
            out.push('\n');
            out.push_str(&explanation(style, grade, check));
            out.push('\n');
        } else if check.finding.outcome == Outcome::Skipped {
            out.push_str(&paint_lines(
                &paragraph("        ", &check.finding.message),
                DIM,
            ));
        } else {
            out.push_str(&evidence::remarks(&check.finding));
        }
    }
    if grade.points < grade.max_points {
        let _ = writeln!(out, "  {}", paint(&format!("Slide: {}", grade.slide), DIM));
    }
    out.push_str(&trusted(grade));
    out.push_str(&unsaid(grade));
    out.push_str(&suspicions(grade));
    out
}

/// Which passed checks a person has to confirm, because `unsafe` code could have written their record.
fn trusted(grade: &ExerciseGrade) -> String {
    let rests = |check: &&CheckGrade| {
        check.trust == Trust::SealedOnTrust && check.finding.outcome == Outcome::Pass
    };
    let names: Vec<_> = grade.checks.iter().filter(rests).collect();
    if names.is_empty() {
        return String::new();
    }
    let names: Vec<_> = names
        .iter()
        .map(|check| format!("\"{}\"", check.name))
        .collect();
    let sentence = format!(
        "On trust: this exercise allows `unsafe`, and unsafe code could write the records of {} itself.",
        names.join(", ")
    );
    paint_lines(&format!("\n{}", paragraph("  ", &sentence)), DIM)
}

/// What checks that passed do not say, once for all of them.
fn unsaid(grade: &ExerciseGrade) -> String {
    let passed = grade.checks.iter().map(|check| &check.finding);
    let mut messages: Vec<_> = passed
        .filter(|finding| finding.outcome == Outcome::Pass && !finding.message.is_empty())
        .map(|finding| finding.message.as_str())
        .collect();
    messages.dedup();
    let shown = messages.iter().map(|message| paragraph("  ", message));
    paint_lines(&shown.collect::<String>(), DIM)
}

/// What a person should look at, with a word on what that means.
fn suspicions(grade: &ExerciseGrade) -> String {
    if grade.suspicions.is_empty() {
        return String::new();
    }
    let mut out = String::from("\n  Worth a look (this costs no points):\n");
    for Suspicion { location, what } in &grade.suspicions {
        let place = match location {
            Some(at) => format!("{}:{}", at.file, at.line),
            None => "its output".to_owned(),
        };
        out.push_str(&paragraph("    ", &format!("{place} {what}")));
    }
    paint_lines(&out, DIM)
}

fn check_line(check: &CheckGrade) -> String {
    let (word, ansi) = match check.finding.outcome {
        Outcome::Pass => ("pass", GREEN),
        Outcome::Fail => ("FAIL", RED),
        Outcome::Inconclusive => ("OPEN", YELLOW),
        Outcome::Skipped => ("skip", DIM),
        Outcome::Ungraded => ("????", YELLOW),
    };
    let points = format!("{}/{}", check.points, check.max_points);
    let name = &check.name;
    let detail = &check.finding.detail;
    let head = |text: &str| {
        format!(
            "  {}  {}",
            paint(word, ansi),
            ends_within(text, &points, WIDTH - 8)
        )
    };
    let beside = format!(
        "{name}{}{detail}",
        " ".repeat(32usize.saturating_sub(name.width()).max(2))
    );
    if beside.trim_end().width() + points.width() + 2 <= WIDTH - 8 {
        head(beside.trim_end())
    } else {
        format!(
            "{}\n{}",
            head(name),
            paint(&format!("          {detail}"), DIM)
        )
    }
}

/// The sentence, the evidence, why it matters.
fn explanation(style: Style, grade: &ExerciseGrade, check: &CheckGrade) -> String {
    let finding = &check.finding;
    let mut out = String::new();
    if !finding.message.is_empty() {
        let at = finding
            .location
            .as_ref()
            .map(|at| format!("  ({}:{})", at.file, at.line));
        let sentence = format!("{}{}", sentence(&finding.message), at.unwrap_or_default());
        out.push_str(&paragraph("    ", &sentence));
    }
    out.push_str(&evidence::show(style, grade, finding));
    if finding.outcome == Outcome::Fail && !check.why.is_empty() {
        out.push('\n');
        out.push_str(&paint_lines(
            &paragraph("    ", &format!("Why it matters: {}", check.why)),
            DIM,
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

/// The last lines: what was reached over all, and what to do next.
fn summary(grade: &Grade) -> String {
    let mut out = String::new();
    out.push_str(&refused(grade));
    let count = |outcome| {
        grade
            .exercises
            .iter()
            .filter(|exercise| exercise.outcome == outcome)
            .count()
    };
    let mut parts = Vec::new();
    for (outcome, words) in [
        (Outcome::Pass, "complete"),
        (Outcome::Fail, "with failures"),
        (Outcome::Inconclusive, "not decided"),
        (Outcome::Skipped, "not handed in"),
        (Outcome::Ungraded, "NOT GRADED"),
    ] {
        match count(outcome) {
            0 => {}
            count => parts.push(format!("{count} {words}")),
        }
    }
    if grade.chapters.len() > 1 {
        out.extend(grade.chapters.iter().map(|one| chapter(one, grade)));
        out.push('\n');
    }
    let mut points = format!("{} of {} points", grade.points(), grade.max_points());
    if grade.chapters.len() > 1 {
        points.push_str(&format!(", {:.1} %", grade.percent));
    }
    let heading = format!("{}: {}", grade.submission, parts.join(", "));
    let _ = writeln!(out, "{}", paint(&ends(&heading, &points), BOLD));
    out
}

/// What was not taken: the many files that nobody asked for together, anything else with its reason.
fn refused(grade: &Grade) -> String {
    let mut out = String::new();
    let (extras, others): (Vec<_>, Vec<_>) = grade
        .refused
        .iter()
        .partition(|one| one.reason == NOT_ASKED_FOR);
    if !extras.is_empty() {
        let names: Vec<_> = extras.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        out.push_str(&paragraph(
            "",
            &format!("Not taken, because no exercise asks for it: {names}"),
        ));
    }
    for Refused { name, reason } in others {
        out.push_str(&paragraph("", &format!("Not taken: {name}: {reason}")));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A chapter's line: what was reached in it, and what it counts where that differs.
fn chapter(chapter: &ChapterGrade, grade: &Grade) -> String {
    let is_equal = |other: &ChapterGrade| other.weight == chapter.weight;
    let weight = match grade.chapters.iter().all(is_equal) {
        true => String::new(),
        false => format!("  (weight {})", chapter.weight),
    };
    let heading = format!("{}  {}{weight}", chapter.id, chapter.title);
    let points = format!("{} of {} points", chapter.points, chapter.max_points);
    format!("{}\n", ends(&heading, &points))
}

/// Two texts at both ends of a line.
fn ends(left: &str, right: &str) -> String {
    ends_within(left, right, WIDTH)
}

fn ends_within(left: &str, right: &str, width: usize) -> String {
    let gap = width.saturating_sub(left.width() + right.width()).max(2);
    format!("{left}{}{right}", " ".repeat(gap))
}

/// A paragraph, wrapped and indented, with a newline at its end. Newlines in the text are kept.
pub(super) fn paragraph(indent: &str, text: &str) -> String {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(indent)
        .subsequent_indent(indent);
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(textwrap::fill(line, &options).trim_end());
        out.push('\n');
    }
    out
}

fn paint_lines(text: &str, style: Ansi) -> String {
    text.lines()
        .map(|line| format!("{}\n", paint(line, style)))
        .collect()
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
