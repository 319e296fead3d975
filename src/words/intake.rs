//! What is wrong with what was handed in.

use crate::model::{Defect, Intake, WhyRefused};

/// Why there is nothing to run checks on.
pub fn sentence(intake: &Intake) -> String {
    match intake {
        Intake::NotHandedIn => "Not handed in.".to_owned(),
        Intake::Unusable { name, defect } => format!("{name} {}.", completed(defect)),
        Intake::Unreadable { path, said } => format!("cannot read {}: {said}.", path.display()),
        Intake::NotLaidOut(said) => said.clone(),
        Intake::Stopped => "Not graded: the run was stopped.".to_owned(),
    }
}

/// Completes a sentence that begins with the file's name.
fn completed(defect: &Defect) -> String {
    match defect {
        Defect::NotAFolder => "is not a folder; hand in the exercise's folder".to_owned(),
        Defect::Missing => "is missing; the exercise asks for it".to_owned(),
        Defect::Link => {
            "is a symbolic link; hand in the file itself, links are never followed".to_owned()
        }
        Defect::NotRegular => "is not a regular file; hand in a text file".to_owned(),
        Defect::NoPermission => "cannot be opened (permission denied); make it readable".to_owned(),
        Defect::TooLarge(kib) => {
            format!("is larger than {kib} KiB; hand in only the code that the exercise asks for")
        }
        Defect::NotText(line) => format!("is not UTF-8 text (line {line}); save it as UTF-8"),
    }
}

/// Why a file or folder was not taken; of an entry of a class, completes a sentence that begins with its name.
pub fn not_taken(why: &WhyRefused) -> String {
    match why {
        WhyRefused::NotAskedFor => "not asked for".to_owned(),
        WhyRefused::TooMuch => {
            "too many files and folders to look at what else is there".to_owned()
        }
        WhyRefused::NotOfCourse { meant } => {
            format!("not a folder of this course; did you mean `{meant}`?")
        }
        WhyRefused::NameNotText => {
            "has a name that is not UTF-8; give the folder another one".to_owned()
        }
        WhyRefused::Link => "is a symbolic link; links are never followed".to_owned(),
        WhyRefused::NotAFolder => "is not a folder".to_owned(),
        WhyRefused::NotOpened(said) => format!("cannot be opened: {said}"),
        WhyRefused::Unfit(said) => said.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_defect_says_what_to_do() {
        let table = [
            (
                Defect::NotAFolder,
                "is not a folder; hand in the exercise's folder",
            ),
            (Defect::Missing, "is missing; the exercise asks for it"),
            (
                Defect::Link,
                "is a symbolic link; hand in the file itself, links are never followed",
            ),
            (
                Defect::NotRegular,
                "is not a regular file; hand in a text file",
            ),
            (
                Defect::NoPermission,
                "cannot be opened (permission denied); make it readable",
            ),
            (
                Defect::TooLarge(256),
                "is larger than 256 KiB; hand in only the code that the exercise asks for",
            ),
            (
                Defect::NotText(3),
                "is not UTF-8 text (line 3); save it as UTF-8",
            ),
        ];
        for (defect, expected) in table {
            let name = "src/lib.rs".to_owned();
            let said = sentence(&Intake::Unusable { name, defect });
            assert_eq!(said, format!("src/lib.rs {expected}."));
        }
    }
}
