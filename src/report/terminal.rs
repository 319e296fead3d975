//! Blocks for people at a terminal of 80 columns. Colour supports the meaning and never carries it.

use super::blocks::{Bar, Block, Code, Level, Row, Side, Step, Table, Tone};
use super::style::Style;
use crate::model::Outcome;
use anstyle::{AnsiColor, Style as Ansi};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// How wide a report is.
const WIDTH: usize = 79;

/// Where the first thread's column begins.
const FIRST_COLUMN: usize = 11;

/// How many columns the whole time takes.
const BAR: u64 = 40;

pub(super) fn paint(text: &str, style: Ansi) -> String {
    format!("{style}{text}{style:#}")
}

const BOLD: Ansi = Ansi::new().bold();
const DIM: Ansi = Ansi::new().dimmed();
pub(super) const RED: Ansi = AnsiColor::Red.on_default().bold();
pub(super) const GREEN: Ansi = AnsiColor::Green.on_default();
const YELLOW: Ansi = AnsiColor::Yellow.on_default().bold();

/// Draws blocks.
pub(super) fn render(style: Style, blocks: &[Block]) -> String {
    blocks.iter().map(|block| drawn(style, block)).collect()
}

fn drawn(style: Style, block: &Block) -> String {
    match block {
        Block::Gap => "\n".to_owned(),
        Block::Title { text, points } => format!("{}\n", paint(&ends(text, points), BOLD)),
        Block::Sum { text, points } => format!("{}\n", ends(text, points)),
        Block::Verdict {
            outcome,
            name,
            detail,
            points,
        } => verdict(*outcome, name, detail, points),
        Block::Paragraph { level, tone, text } => {
            let text = paragraph(indent(*level), text);
            match tone {
                Tone::Plain => text,
                Tone::Aside => paint_lines(&text, DIM),
                Tone::Alarm => paint_lines(&text, RED),
            }
        }
        Block::Lines { level, lines } => {
            let indent = indent(*level);
            lines
                .iter()
                .map(|line| format!("{indent}{line}\n"))
                .collect()
        }
        Block::Code(code) => lines_of(code),
        Block::Inputs(inputs) => inputs
            .iter()
            .map(|(name, shown)| format!("      {name} = {shown}\n"))
            .collect(),
        Block::Comparison { expected, got } => {
            format!("      expected  {expected}\n      got       {got}\n")
        }
        Block::Table(table) => side_by_side(table),
        Block::Steps(steps) => steps.iter().map(step).collect(),
        Block::Bars(bars) => chart(style, bars),
        Block::Diff(lines) => diff(lines),
        Block::Quote(text) => indented("      | ", text),
        Block::Compiler { level, text } => indented(indent(*level), text),
    }
}

fn indent(level: Level) -> &'static str {
    match level {
        Level::Report => "",
        Level::Exercise => "  ",
        Level::Check => "    ",
        Level::Evidence => "      ",
        Level::Name => "        ",
    }
}

fn verdict(outcome: Outcome, name: &str, detail: &str, points: &str) -> String {
    let (word, ansi) = match outcome {
        Outcome::Pass => ("pass", GREEN),
        Outcome::Fail => ("FAIL", RED),
        Outcome::Inconclusive => ("OPEN", YELLOW),
        Outcome::Skipped => ("skip", DIM),
        Outcome::Ungraded => ("????", YELLOW),
    };
    let head = |text: &str| {
        format!(
            "  {}  {}\n",
            paint(word, ansi),
            ends_within(text, points, WIDTH - 8)
        )
    };
    let beside = format!(
        "{name}{}{detail}",
        " ".repeat(32usize.saturating_sub(name.width()).max(2))
    );
    if beside.trim_end().width() + points.width() + 2 <= WIDTH - 8 {
        head(beside.trim_end())
    } else {
        let detail = paint(&format!("          {detail}"), DIM);
        format!("{}{detail}\n", head(name))
    }
}

/// Lines under their file's name, with their numbers; a gap between them is shown as one.
fn lines_of(code: &Code) -> String {
    let mut out = format!("      {}\n", paint(&code.file, DIM));
    let mut before = None;
    for number in &code.shown {
        if before.is_some_and(|before| before + 1 < *number) {
            let _ = writeln!(out, "           {}", paint("…", DIM));
        }
        let text = code.text.get((*number - code.first) as usize);
        let text = text.map_or("", |text| text.trim_end());
        let _ = writeln!(out, "      {number:>4} |  {text}");
        before = Some(*number);
    }
    out
}

fn side_by_side(table: &Table) -> String {
    let columns = table.threads.len().max(1);
    let width = ((WIDTH - FIRST_COLUMN) / columns).clamp(12, 24);
    let mut out = String::from("      step ");
    for name in &table.threads {
        let _ = write!(out, "{name:<width$}");
    }
    out = out.trim_end().to_owned();
    out.push('\n');
    if table.hidden > 0 {
        let hidden = format!("… {} earlier rows", table.hidden);
        let _ = writeln!(out, "        {}", paint(&hidden, DIM));
    }
    out.extend(table.rows.iter().map(|one| row(one, width)));
    out
}

fn row(row: &Row, width: usize) -> String {
    let indent = " ".repeat(row.thread * width);
    let line = format!("      {:>4} {indent}{}", row.number, row.text);
    let mut out = if row.is_failing {
        paint(&line, RED)
    } else {
        line.clone()
    };
    let marker = if row.is_failing { "<-" } else { "  " };
    match &row.note {
        Some(note) if line.width() + note.width() + 6 <= WIDTH => {
            let _ = writeln!(out, "   {marker} {note}");
        }
        Some(note) => {
            out.push('\n');
            let indent = " ".repeat(FIRST_COLUMN + 2);
            out.push_str(&paragraph(&indent, &format!("{marker} {note}")));
        }
        None if row.is_failing => out.push_str("   <-\n"),
        None => out.push('\n'),
    }
    out
}

fn step(step: &Step) -> String {
    let line = format!("      {:>4} {}: {}", step.number, step.thread, step.text);
    let mut out = match step.is_failing {
        true => paint(&format!("{line}   <-"), RED),
        false => line,
    };
    out.push('\n');
    if let Some(code) = &step.code {
        let _ = writeln!(out, "             {}", paint(code, DIM));
    }
    if let Some(note) = &step.note {
        out.push_str(&paragraph("             ", note));
    }
    out
}

fn chart(style: Style, bars: &[Bar]) -> String {
    let mut out = String::new();
    let ends = bars.iter().map(|bar| bar.end_ms.unwrap_or(bar.start_ms));
    let end = ends.max().unwrap_or(0).max(1);
    let labels = bars.iter().map(|bar| bar.label.width());
    let label = labels.max().unwrap_or(0);
    for bar in bars {
        let stop = bar.end_ms.unwrap_or(end);
        let from = bar.start_ms * BAR / end;
        let to = (stop * BAR / end).max(from + 1);
        let block = if style.ascii { "#" } else { "█" };
        let drawn = format!(
            "{}{}{}",
            " ".repeat(from as usize),
            block.repeat((to - from) as usize),
            " ".repeat(BAR.saturating_sub(to) as usize)
        );
        let times = match bar.end_ms {
            Some(stop) => format!("{} - {stop} ms", bar.start_ms),
            None => format!("{} ms - never answered", bar.start_ms),
        };
        let pad = " ".repeat(label - bar.label.width());
        let _ = writeln!(out, "      {}{pad}  {drawn}  {times}", bar.label);
    }
    out
}

fn diff(lines: &[(Side, String)]) -> String {
    let mut out = String::from("      - expected   + yours\n");
    for (side, text) in lines {
        let sign = match side {
            Side::Expected => '-',
            Side::Yours => '+',
            Side::Both => ' ',
        };
        let _ = writeln!(out, "      {sign} {text}");
    }
    out
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

fn indented(indent: &str, text: &str) -> String {
    text.lines()
        .map(|line| format!("{}\n", format!("{indent}{line}").trim_end()))
        .collect()
}

fn paint_lines(text: &str, style: Ansi) -> String {
    text.lines()
        .map(|line| format!("{}\n", paint(line, style)))
        .collect()
}
