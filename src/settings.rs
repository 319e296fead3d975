//! `grader.toml`: what holds for the whole course.

use crate::course_file::{CourseError, CourseFile};
use crate::model::{Chapter, LimitChanges, Limits};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The name of the file that makes a folder a course.
pub const FILE: &str = "grader.toml";

/// A course's settings, validated.
#[derive(Debug)]
pub struct Settings {
    /// The course's title.
    pub title: String,
    /// The chapters, in order.
    pub chapters: Vec<Chapter>,
    /// What every step may use unless its check says otherwise.
    pub limits: Limits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChapterEntry {
    id: String,
    title: String,
    #[serde(default = "equal_weight")]
    weight: u32,
}

fn equal_weight() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    chapter: Vec<toml::Spanned<ChapterEntry>>,
    #[serde(default)]
    limits: LimitChanges,
}

impl Settings {
    /// Reads the settings of the course in `folder`.
    pub fn read(folder: &Path) -> Result<Settings, CourseError> {
        let file = CourseFile::read(&folder.join(FILE))?;
        let content: File = file.table_as(file.table()?)?;
        let mut chapters: Vec<Chapter> = Vec::new();
        for chapter in content.chapter {
            let span = chapter.span();
            let ChapterEntry { id, title, weight } = chapter.into_inner();
            if chapters.iter().any(|known| known.id == id) {
                let message = format!("the chapter `{id}` is named twice");
                return Err(file.error_at(span, message));
            }
            chapters.push(Chapter { id, title, weight });
        }
        let limits = Limits::default().changed(&content.limits);
        Ok(Settings {
            title: content.title,
            chapters,
            limits,
        })
    }
}

/// The course folders that `start` is in: those upwards with a `grader.toml`, the nearest first.
pub fn courses_around(start: &Path) -> impl Iterator<Item = PathBuf> {
    let folders = start
        .ancestors()
        .filter(|folder| folder.join(FILE).is_file());
    folders.map(Path::to_owned)
}
