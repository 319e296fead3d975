//! What is being graded right now: shown on stderr, only where a person watches.

use super::style::Style;
use crate::control::Control;
use crate::events::{Event, Sink, SinkError, Unit, Work};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    collections::BTreeMap,
    fmt::Write,
    io::{self, IsTerminal},
    time::{Duration, Instant},
};

/// A process that says nothing for so long is told how long it has left.
const PATIENCE: Duration = Duration::from_secs(2);

/// The room for all of it; a terminal of 80 columns must not break its lines.
const WIDTH: usize = 79;

/// What stands on the terminal for a while; prints go around it.
#[derive(Clone, Debug)]
pub struct Screen(ProgressBar);

impl Screen {
    /// Runs what prints while nothing is shown.
    pub fn around<T>(&self, print: impl FnOnce() -> T) -> T {
        self.0.suspend(print)
    }
}

/// Shows what is being graded.
#[derive(Debug)]
pub struct Live {
    bar: ProgressBar,
    is_class: bool,
    running: BTreeMap<Unit, Running>,
}

/// An exercise that is being graded.
#[derive(Debug)]
struct Running {
    since: Instant,
    /// Checks that were begun and are not settled.
    checks: Vec<String>,
    /// Steps that run submitted code.
    steps: Vec<(String, Control)>,
}

impl Live {
    /// Shows the exercises of one submission.
    pub fn of_exercises(style: Style, exercises: usize) -> Live {
        let template = match exercises {
            1 => " grading{msg}",
            _ => " grading  {bar:30}  {pos} of {len} exercises{msg}",
        };
        Live::new(style, template, false)
    }

    /// Shows how far a class is.
    pub fn of_a_class(style: Style) -> Live {
        let template = " grading  {bar:30}  {pos} of {len} submissions   {eta} left{msg}";
        Live::new(style, template, true)
    }

    fn new(style: Style, template: &str, is_class: bool) -> Live {
        // Nothing is drawn before the first event says how much there is; and never over what a pager shows.
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(drawn) = ProgressStyle::with_template(template) {
            bar.set_style(match style.ascii {
                true => drawn.progress_chars("##."),
                false => drawn,
            });
        }
        Live {
            bar,
            is_class,
            running: BTreeMap::new(),
        }
    }

    /// What others print around.
    pub fn screen(&self) -> Screen {
        Screen(self.bar.clone())
    }

    fn start(&self, of: usize) {
        self.bar.set_length(of as u64);
        if !is_read_by_a_program(&io::stdout()) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.draw();
    }

    /// One line for each exercise that is being graded.
    fn draw(&self) {
        let now = Instant::now();
        let lines = self.running.iter().map(|(unit, running)| {
            let left = running.steps.iter().filter_map(|(_, control)| {
                let patience = control.patience()?;
                let is_silent = now.saturating_duration_since(patience.since) >= PATIENCE;
                is_silent.then(|| patience.until.saturating_duration_since(now))
            });
            let name = match self.is_class {
                true => format!("{}  {}", unit.submission, unit.exercise),
                false => unit.exercise.to_string(),
            };
            line(
                &name,
                running.checks.first().map(String::as_str),
                now.saturating_duration_since(running.since),
                left.min(),
            )
        });
        self.bar.set_message(lines.collect::<String>());
        self.bar.tick();
    }
}

/// Whether it goes through a pipe: a pager has the whole terminal then.
fn is_read_by_a_program(stdout: &io::Stdout) -> bool {
    use std::os::unix::fs::FileTypeExt;
    if stdout.is_terminal() {
        return false;
    }
    let found = std::fs::metadata("/dev/stdout");
    found.is_ok_and(|found| found.file_type().is_fifo())
}

/// What is being done, since when, and when it will be stopped if it goes on in silence.
fn line(name: &str, check: Option<&str>, for_now: Duration, left: Option<Duration>) -> String {
    let mut end = format!("  {} s", for_now.as_secs());
    if let Some(left) = left {
        let _ = write!(end, ", stopped in {} s", left.as_secs());
    }
    let text = format!("   {name}  {}", check.unwrap_or("compiling"));
    let room = WIDTH.saturating_sub(end.len());
    let text: String = match text.chars().count() > room {
        true => text
            .chars()
            .take(room.saturating_sub(1))
            .chain(['…'])
            .collect(),
        false => text,
    };
    format!("\n{text}{end}")
}

impl Sink for Live {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        match event {
            Event::RunStarted { submissions } if self.is_class => self.start(*submissions),
            Event::SubmissionStarted { exercises, .. } if !self.is_class => self.start(*exercises),
            Event::ExerciseStarted(unit) => {
                let running = Running {
                    since: Instant::now(),
                    checks: Vec::new(),
                    steps: Vec::new(),
                };
                self.running.insert(unit.clone(), running);
            }
            Event::CheckStarted { unit, check } => {
                if let Some(running) = self.running.get_mut(unit) {
                    running.checks.push(check.clone());
                }
            }
            Event::CheckSettled { unit, check, .. } => {
                if let Some(running) = self.running.get_mut(unit) {
                    running.checks.retain(|other| other != check);
                }
            }
            Event::StepStarted {
                unit,
                work: Work::Run,
                title,
                control,
            } => {
                if let Some(running) = self.running.get_mut(unit) {
                    running.steps.push((title.clone(), control.clone()));
                }
            }
            Event::StepFinished { unit, title, .. } => {
                if let Some(running) = self.running.get_mut(unit) {
                    running.steps.retain(|(other, _)| other != title);
                }
            }
            Event::ExerciseGraded { unit, .. } => {
                self.running.remove(unit);
                if !self.is_class {
                    self.bar.inc(1);
                }
            }
            Event::SubmissionGraded(_) if self.is_class => self.bar.inc(1),
            Event::Tick => self.draw(),
            Event::Finished { .. } => self.bar.finish_and_clear(),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_is_done_and_how_long_a_silent_process_has_left() {
        let seconds = Duration::from_secs;
        assert_eq!(
            line("04_mutex/01_counter", None, seconds(3), None),
            "\n   04_mutex/01_counter  compiling  3 s"
        );
        let shown = line(
            "04_mutex/01_counter",
            Some("counts up"),
            seconds(4),
            Some(seconds(6)),
        );
        assert_eq!(
            shown,
            "\n   04_mutex/01_counter  counts up  4 s, stopped in 6 s"
        );
        let long = line(
            &"é".repeat(100),
            Some("counts up"),
            seconds(4),
            Some(seconds(6)),
        );
        assert_eq!(long.chars().count(), 1 + WIDTH);
        assert!(long.ends_with("…  4 s, stopped in 6 s"), "{long}");
    }
}
