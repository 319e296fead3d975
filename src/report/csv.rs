//! A class as one CSV: a row per submission, a column per exercise.

use crate::model::{Course, Grade};

/// The table of a class. Grades come in any order and leave sorted by name.
pub fn class_csv(course: &Course, grades: &[Grade]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let ids: Vec<String> = course
        .exercises
        .iter()
        .map(|exercise| exercise.id.to_string())
        .collect();
    let mut header = vec![
        "submission".to_owned(),
        "points".to_owned(),
        "max_points".to_owned(),
        "percent".to_owned(),
        "ungraded".to_owned(),
    ];
    header.extend(ids.iter().cloned());
    writer.write_record(&header)?;
    let mut sorted: Vec<_> = grades.iter().collect();
    sorted.sort_by(|a, b| a.submission.cmp(&b.submission));
    for grade in sorted {
        let ungraded = grade.exercises.iter().flat_map(|exercise| &exercise.checks);
        let ungraded = ungraded
            .filter(|check| check.finding.outcome == crate::model::Outcome::Ungraded)
            .count();
        let mut row = vec![
            plain(&grade.submission),
            grade.points().to_string(),
            grade.max_points().to_string(),
            format!("{:.1}", grade.percent),
            ungraded.to_string(),
        ];
        row.extend(ids.iter().map(|id| {
            let found = grade.exercises.iter().find(|exercise| exercise.id == *id);
            found
                .map(|exercise| exercise.points.to_string())
                .unwrap_or_default()
        }));
        writer.write_record(&row)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A name that a spreadsheet does not take for a formula.
fn plain(name: &str) -> String {
    if name.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{name}")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_is_never_a_formula() {
        assert_eq!(plain("=1+1"), "'=1+1");
        assert_eq!(plain("ada"), "ada");
    }
}
