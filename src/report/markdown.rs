//! Blocks as Markdown, in the dialect of GitHub and GitLab: for a pull request, a step summary, a mail.
//!
//! Whatever a student has written stays text: it makes no heading, no link, no tag and no end of a code block.

use super::blocks::{Bar, Block, Code, Side, Step, Table, Tone};
use super::style::Style;
use crate::model::Outcome;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Draws blocks.
pub(super) fn render(_style: Style, blocks: &[Block]) -> String {
    blocks.iter().filter_map(drawn).collect()
}

/// A block with an empty line behind it; `None`: nothing is to be seen.
fn drawn(block: &Block) -> Option<String> {
    let text = match block {
        Block::Gap => return None,
        Block::Title { text, points } => format!("## {} ({points})", escaped(text)),
        Block::Sum { text, points } => format!("{}: {points}", escaped(text)),
        Block::Verdict {
            outcome,
            name,
            detail,
            points,
        } => verdict(*outcome, name, detail, points),
        Block::Paragraph { tone, text, .. } => match tone {
            Tone::Plain | Tone::Aside => paragraph(text),
            Tone::Alarm => format!("> {}", paragraph(text).replace('\n', "\n> ")),
        },
        Block::Lines { lines, .. } => paragraph(&lines.join("\n")),
        Block::Code(code) => fenced("text", &snippet(code)),
        Block::Inputs(inputs) => {
            let lines = inputs
                .iter()
                .map(|(name, shown)| format!("{name} = {shown}"));
            fenced("text", &lines.collect::<Vec<_>>().join("\n"))
        }
        Block::Comparison { expected, got } => {
            fenced("text", &format!("expected  {expected}\ngot       {got}"))
        }
        Block::Table(table) => side_by_side(table),
        Block::Steps(steps) => one_by_one(steps),
        Block::Bars(bars) => waits(bars),
        Block::Diff(lines) => {
            let lines = lines.iter().map(|(side, text)| match side {
                Side::Expected => format!("- {text}"),
                Side::Yours => format!("+ {text}"),
                Side::Both => format!("  {text}"),
            });
            fenced("diff", &lines.collect::<Vec<_>>().join("\n"))
        }
        Block::Quote(text) => fenced("text", text),
        Block::Compiler { text, .. } if text.trim().is_empty() => return None,
        Block::Compiler { text, .. } => {
            fenced("text", &anstream::adapter::strip_str(text).to_string())
        }
    };
    Some(format!("{text}\n\n"))
}

fn verdict(outcome: Outcome, name: &str, detail: &str, points: &str) -> String {
    let word = match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "**FAIL**",
        Outcome::Inconclusive => "**OPEN**",
        Outcome::Skipped => "skip",
        Outcome::Ungraded => "**NOT GRADED**",
    };
    let detail = match detail {
        "" => String::new(),
        detail => format!(", {}", escaped(detail)),
    };
    format!("### {word}: {}{detail} ({points})", escaped(name))
}

/// Each line of the text as a line of its own.
fn paragraph(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| escaped(line.trim())).collect();
    lines.join("  \n")
}

/// A line of text that says what it says; what stands between backticks is code.
fn escaped(line: &str) -> String {
    let pieces: Vec<_> = line.split('`').collect();
    let is_paired = pieces.len() % 2 == 1;
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let is_code = is_paired && index % 2 == 1 && !piece.trim().is_empty();
        if is_code {
            out.push_str(&format!("`{piece}`"));
            continue;
        }
        if index > 0 && (!is_paired || index % 2 == 1) {
            out.push_str("\\`");
        }
        out.push_str(&plain(piece));
        if is_paired && index % 2 == 1 {
            out.push_str("\\`");
        }
    }
    guarded(&out)
}

/// Text without a meaning for Markdown or HTML.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut before = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_inside = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        match letter {
            // Within a word it means nothing, and names can be copied.
            '_' if is_inside(before) && is_inside(letters.peek().copied()) => out.push('_'),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', letter]),
            letter => out.push(letter),
        }
        before = Some(letter);
    }
    out
}

/// A line that begins no list, no heading and no rule.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].chars().next() {
        Some('#' | '-' | '+' | '=' | '.' | ')') => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        _ => line.to_owned(),
    }
}

/// A block that shows its text as it is. No text can end it.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    format!("{fence}{language}\n{}\n{fence}", lines.join("\n"))
}

/// Lines of the submission, with carets below what there is something to say about.
fn snippet(code: &Code) -> String {
    let source = code.text.join("\n");
    // Where each line begins in `source`.
    let begins = code.text.iter().scan(0, |at, line| {
        let begin = *at;
        *at += line.len() + 1;
        Some(begin)
    });
    let begins: Vec<usize> = begins.collect();
    let line = |number: u32| {
        let index = number.checked_sub(code.first)? as usize;
        Some((*begins.get(index)?, code.text.get(index)?.as_str()))
    };
    let mut snippet = Snippet::source(&source)
        .line_start(code.first as usize)
        .path(&code.file);
    for (begin, text) in code.shown.iter().filter_map(|number| line(*number)) {
        snippet = snippet.annotation(AnnotationKind::Visible.span(begin..begin + text.len()));
    }
    let has_main = code.marks.iter().any(|mark| mark.is_main);
    for (index, mark) in code.marks.iter().enumerate() {
        let Some((begin, text)) = line(mark.line) else {
            continue;
        };
        let kind = match mark.is_main || (!has_main && index == 0) {
            true => AnnotationKind::Primary,
            false => AnnotationKind::Context,
        };
        let word = word_at(text, mark.column);
        let mut annotation = kind.span(begin + word.start..begin + word.end);
        if !mark.label.is_empty() {
            annotation = annotation.label(&mark.label);
        }
        snippet = snippet.annotation(annotation);
    }
    Renderer::plain().render(&[Group::with_level(Level::NOTE).element(snippet)])
}

/// The bytes of the word that begins in a column, counted from 1; of one letter if no word does, of none if there is no
/// such column.
fn word_at(text: &str, column: u32) -> std::ops::Range<usize> {
    let before = (column as usize).saturating_sub(1);
    let Some((begin, first)) = text.char_indices().nth(before) else {
        return text.len()..text.len();
    };
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let word = text[begin..].chars().take_while(|letter| is_word(*letter));
    let length = word.map(char::len_utf8).sum::<usize>();
    begin..begin + length.max(first.len_utf8())
}

/// A cell of a table.
fn cell(text: &str) -> String {
    plain(&text.replace(['\n', '\r'], " ").replace('`', "'"))
}

fn row(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<_> = cells.into_iter().collect();
    format!("| {} |", cells.join(" | "))
}

/// A table with a line below its heads.
fn table(heads: Vec<String>, rows: impl Iterator<Item = String>) -> String {
    let rule = row(heads.iter().map(|_| "---".to_owned()));
    let rows: Vec<_> = rows.collect();
    format!("{}\n{rule}\n{}", row(heads), rows.join("\n"))
}

fn strong(text: String, is_strong: bool) -> String {
    match is_strong && !text.is_empty() {
        true => format!("**{text}**"),
        false => text,
    }
}

fn side_by_side(found: &Table) -> String {
    let threads = found.threads.len();
    let mut heads = vec!["step".to_owned()];
    heads.extend(found.threads.iter().map(|name| cell(name)));
    heads.push(String::new());
    let rows = found.rows.iter().map(|step| {
        let mut cells = vec![String::new(); threads + 2];
        cells[0] = step.number.to_string();
        // A record may name a thread that it does not have.
        let at = (step.thread + 1).min(threads + 1);
        cells[at] = strong(cell(&step.text), step.is_failing);
        if let Some(note) = &step.note {
            cells[threads + 1] = cell(note);
        }
        row(cells)
    });
    let hidden = match found.hidden {
        0 => String::new(),
        hidden => format!("… {hidden} earlier rows\n\n"),
    };
    hidden + &table(heads, rows)
}

fn one_by_one(steps: &[Step]) -> String {
    let heads = ["step", "thread", "what", "code", ""].map(str::to_owned);
    let rows = steps.iter().map(|step| {
        row([
            step.number.to_string(),
            cell(&step.thread),
            strong(cell(&step.text), step.is_failing),
            cell(step.code.as_deref().unwrap_or_default()),
            cell(step.note.as_deref().unwrap_or_default()),
        ])
    });
    table(heads.to_vec(), rows)
}

fn waits(bars: &[Bar]) -> String {
    let heads = ["waited for", "from (ms)", "to (ms)"].map(str::to_owned);
    let rows = bars.iter().map(|bar| {
        let end = bar.end_ms.map(|end| end.to_string());
        row([
            cell(&bar.label),
            bar.start_ms.to_string(),
            end.unwrap_or_else(|| "never".to_owned()),
        ])
    });
    table(heads.to_vec(), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::blocks::Mark;
    use std::collections::BTreeSet;

    #[test]
    fn text_stays_text_and_code_stays_code() {
        assert_eq!(
            escaped("`a_b` is *not* <b>"),
            "`a_b` is \\*not\\* &lt;b&gt;"
        );
        assert_eq!(escaped("a 01_name and _this_"), "a 01_name and \\_this\\_");
        assert_eq!(escaped("one ` alone_"), "one \\` alone\\_");
        assert_eq!(escaped("# no heading"), "\\# no heading");
        assert_eq!(escaped("- no list"), "\\- no list");
        assert_eq!(escaped("1. no list"), "1\\. no list");
        assert_eq!(escaped("12 threads"), "12 threads");
        assert_eq!(escaped("[no](link)"), "\\[no\\](link)");
        assert_eq!(paragraph("one\ntwo"), "one  \ntwo");
        assert_eq!(cell("a | b\n`c`"), "a \\| b 'c'");
    }

    #[test]
    fn no_text_ends_its_own_fence() {
        assert_eq!(fenced("text", "a"), "```text\na\n```");
        assert_eq!(fenced("text", "a\n````\nb"), "`````text\na\n````\nb\n`````");
    }

    fn marked(marks: Vec<Mark>) -> Code {
        Code {
            file: "src/lib.rs".to_owned(),
            first: 7,
            text: ["let é = a.load(Relaxed);", "let b = 1;", "", "c.store(2);"]
                .map(str::to_owned)
                .to_vec(),
            shown: BTreeSet::from([7, 10]),
            marks,
        }
    }

    fn mark(line: u32, column: u32, label: &str, is_main: bool) -> Mark {
        Mark {
            line,
            column,
            label: label.to_owned(),
            is_main,
        }
    }

    #[test]
    fn two_places_are_drawn_with_carets_and_what_happened_there() {
        let code = marked(vec![
            mark(7, 11, "thread 1: read", false),
            mark(10, 3, "thread 2: write", true),
        ]);
        let shown = snippet(&code);
        let lines: Vec<_> = shown.lines().map(str::trim_end).collect();
        let below = |text: &str| {
            let at = lines.iter().position(|line| line.contains(text));
            lines[at.unwrap() + 1]
        };
        assert!(lines[0].ends_with("src/lib.rs:10:3"), "{shown}");
        assert!(
            below("a.load").ends_with("          ---- thread 1: read"),
            "{shown}"
        );
        assert!(
            below("c.store").ends_with("  ^^^^^ thread 2: write"),
            "{shown}"
        );
    }

    #[test]
    fn places_that_are_not_there_break_nothing() {
        for (line, column) in [
            (7, 0),
            (7, 4000),
            (9, 1),
            (6, 1),
            (11, 1),
            (0, 0),
            (u32::MAX, u32::MAX),
        ] {
            let shown = snippet(&marked(vec![mark(line, column, "here", true)]));
            assert!(shown.contains("a.load"), "{line}:{column}: {shown}");
        }
        assert!(snippet(&marked(Vec::new())).contains("c.store(2);"));
    }
}
