//! Reports as sinks: each is written as the events of a run come in.

use super::console::unless_closed;
use super::formats::{Format, Made};
use super::live::Screen;
use super::outlet::write_file;
use super::style::{Origin, Style};
use super::{console, grade};
use crate::events::{Event, Sink, SinkError};
use crate::model::{Course, ExerciseGrade, Grade, Summary, file_name};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Where a report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It is printed as it comes.
    Stdout,
    /// It is written to what this path stands for, once it is whole.
    File(PathBuf),
}

/// The report of one submission.
#[derive(Debug)]
pub struct Report<'a> {
    format: &'static Format,
    target: Target,
    origin: Origin<'a>,
    style: Style,
    screen: Screen,
    /// How many exercises the submission has.
    exercises: usize,
    /// Exercises that are done before others that stand in front of them.
    early: BTreeMap<usize, String>,
    /// The exercise to be told next.
    next: usize,
    /// What a file will hold.
    text: String,
}

impl<'a> Report<'a> {
    /// A report that goes to `target`; what it prints, it prints around what stands on `screen`.
    pub fn new(
        format: &'static Format,
        target: Target,
        origin: Origin<'a>,
        style: Style,
        screen: Screen,
    ) -> Report<'a> {
        Report {
            format,
            target,
            origin,
            style,
            screen,
            exercises: 0,
            early: BTreeMap::new(),
            next: 0,
            text: String::new(),
        }
    }

    fn exercise(&mut self, index: usize, graded: &ExerciseGrade) -> Result<(), SinkError> {
        let Made::Blocks(render) = self.format.made else {
            return Ok(());
        };
        let text = match grade::is_only_named(graded, self.exercises) {
            true => String::new(),
            false => render(self.style, &grade::exercise(self.style, graded)),
        };
        self.early.insert(index, text);
        while let Some(text) = self.early.remove(&self.next) {
            self.tell(&text)?;
            self.next += 1;
        }
        Ok(())
    }

    fn end(&mut self, graded: &Grade) -> Result<(), SinkError> {
        // Of a run that was stopped, those behind the first gap.
        for text in std::mem::take(&mut self.early).into_values() {
            self.tell(&text)?;
        }
        self.tell(&match self.format.made {
            Made::Blocks(render) => render(self.style, &grade::end(self.style, graded)),
            Made::Submission(render) => render(self.origin, graded),
            Made::Class(_) => String::new(),
        })?;
        match &self.target {
            Target::Stdout => Ok(()),
            Target::File(path) => write_plain(path, &self.text),
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), SinkError> {
        match &self.target {
            Target::Stdout if text.is_empty() => Ok(()),
            Target::Stdout => {
                let printed = self.screen.around(|| console::print(text));
                unless_closed(printed).map_err(SinkError::at("stdout"))
            }
            Target::File(_) => {
                self.text.push_str(text);
                Ok(())
            }
        }
    }
}

impl Sink for Report<'_> {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        match event {
            Event::SubmissionStarted { exercises, .. } => {
                self.exercises = *exercises;
                Ok(())
            }
            Event::ExerciseGraded { unit, grade } => self.exercise(unit.index, grade),
            Event::SubmissionGraded(grade) | Event::SubmissionStopped(grade) => self.end(grade),
            _ => Ok(()),
        }
    }
}

/// Writes a report without its colours.
pub fn write_plain(path: &Path, text: &str) -> Result<(), SinkError> {
    let plain = anstream::adapter::strip_str(text).to_string();
    unless_closed(write_file(path, &plain)).map_err(SinkError::at(path))
}

/// The reports of a class: some for each submission, and tables of all. Nothing but a [`Summary`] of each submission is kept.
#[derive(Debug)]
pub struct ClassReports<'a> {
    course: &'a Course,
    folder: &'a Path,
    origin: Origin<'a>,
    style: Style,
    formats: Vec<&'static Format>,
    summaries: Vec<Summary>,
    unwritten: Vec<SinkError>,
}

impl<'a> ClassReports<'a> {
    /// Reports in these formats, in a folder that is there.
    pub fn new(
        course: &'a Course,
        folder: &'a Path,
        origin: Origin<'a>,
        style: Style,
        formats: Vec<&'static Format>,
    ) -> ClassReports<'a> {
        ClassReports {
            course,
            folder,
            origin,
            style,
            formats,
            summaries: Vec::new(),
            unwritten: Vec::new(),
        }
    }

    /// What is known of each submission that was graded whole.
    pub fn summaries(&self) -> &[Summary] {
        &self.summaries
    }

    /// The reports that could not be written.
    pub fn unwritten(&self) -> &[SinkError] {
        &self.unwritten
    }

    /// Written at once: a batch that is killed has lost only what it was grading. What cannot be written costs nobody else a
    /// report, and not the tables.
    fn submission(&mut self, graded: &Grade) {
        for format in &self.formats {
            let text = match format.made {
                Made::Blocks(render) => render(self.style, &grade::submission(self.style, graded)),
                Made::Submission(render) => render(self.origin, graded),
                Made::Class(_) => continue,
            };
            let name = format!("{}.{}", file_name(&graded.submission), format.ending);
            let written = write_plain(&self.folder.join(name), &text);
            self.unwritten.extend(written.err());
        }
        self.summaries.push(Summary::of(graded));
    }

    fn tables(&self) -> Result<(), SinkError> {
        for format in &self.formats {
            if let Made::Class(render) = format.made {
                let path = self.folder.join(format!("grades.{}", format.ending));
                let text = render(self.course, &self.summaries).map_err(SinkError::at(&path))?;
                write_plain(&path, &text)?;
            }
        }
        Ok(())
    }
}

impl Sink for ClassReports<'_> {
    fn event(&mut self, event: &Event) -> Result<(), SinkError> {
        match event {
            Event::SubmissionGraded(grade) => self.submission(grade),
            Event::Finished { .. } => self.tables()?,
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::Unit;
    use crate::model::{Intake, Isolation, Limits, Outcome, Reason};
    use crate::report::formats::format;
    use crate::report::live::Live;

    fn graded(id: &str, outcome: Outcome) -> ExerciseGrade {
        ExerciseGrade {
            id: id.to_owned(),
            title: String::new(),
            slide: String::new(),
            points: 0,
            max_points: 0,
            outcome,
            reason: Some(Reason::Intake(Intake::NotHandedIn)),
            checks: Vec::new(),
            sources: Vec::new(),
            suspicions: Vec::new(),
        }
    }

    fn done(index: usize, grade: ExerciseGrade) -> Event {
        Event::ExerciseGraded {
            unit: Unit {
                submission: "s".into(),
                index,
                exercise: grade.id.as_str().into(),
            },
            grade: Box::new(grade),
        }
    }

    fn report(target: Target) -> Report<'static> {
        let origin = Origin {
            course: "c",
            toolchain: "t",
            limits: Limits::default(),
            seed: 42,
            isolation: Isolation::None,
        };
        let style = Style::default();
        let screen = Live::of_exercises(style, 4).screen();
        let mut report = Report::new(format("terminal").unwrap(), target, origin, style, screen);
        let begin = Event::SubmissionStarted {
            submission: "s".into(),
            exercises: 4,
        };
        report.event(&begin).unwrap();
        report
    }

    /// The first words of the titles that were told.
    fn told(text: &str) -> Vec<String> {
        let plain = anstream::adapter::strip_str(text).to_string();
        let words = plain.lines().filter_map(|line| line.split(' ').next());
        words
            .filter(|word| word.len() == 1)
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn exercises_are_told_in_their_order_each_as_soon_as_it_can_be() {
        let mut report = report(Target::File("nowhere".into()));
        report.event(&done(1, graded("b", Outcome::Fail))).unwrap();
        assert_eq!(report.text, "");
        // One that was not handed in is told at the end, and holds up nobody.
        report
            .event(&done(0, graded("a", Outcome::Skipped)))
            .unwrap();
        assert_eq!(told(&report.text), ["b"]);
        report.event(&done(3, graded("d", Outcome::Fail))).unwrap();
        assert_eq!(told(&report.text), ["b"]);
        report.event(&done(2, graded("c", Outcome::Fail))).unwrap();
        assert_eq!(told(&report.text), ["b", "c", "d"]);
    }

    #[test]
    fn what_was_done_before_a_run_was_stopped_is_told_and_the_whole_is_what_all_at_once_would_be() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.txt");
        let mut report = report(Target::File(file.clone()));
        report.event(&done(2, graded("c", Outcome::Fail))).unwrap();
        report.event(&done(0, graded("a", Outcome::Fail))).unwrap();
        let grade = Grade {
            submission: "s".to_owned(),
            exercises: vec![graded("a", Outcome::Fail), graded("c", Outcome::Fail)],
            chapters: Vec::new(),
            percent: 0.0,
            refused: Vec::new(),
        };
        let end = Event::SubmissionStopped(Box::new(grade.clone()));
        report.event(&end).unwrap();
        let written = std::fs::read_to_string(file).unwrap();
        let whole = crate::report::formats::submission(Style::default(), &grade);
        assert_eq!(written, anstream::adapter::strip_str(&whole).to_string());
    }
}
