//! Pure: findings and points -> grades.

use crate::model::{
    Chapter, ChapterGrade, Check, CheckGrade, Exercise, ExerciseGrade, Finding, Grade, Outcome,
    Reason, Refused, SourceFile, Trust,
};

/// The grade of one check of an exercise.
pub fn check(exercise: &Exercise, check: &Check, finding: Finding) -> CheckGrade {
    let trust = match check.kind.trust() {
        Trust::Sealed if exercise.unsafe_allowed => Trust::SealedOnTrust,
        trust => trust,
    };
    CheckGrade {
        name: check.name.clone(),
        kind: check.kind.name(),
        trust,
        points: points(check.points, &finding),
        max_points: check.points,
        why: check.why.clone(),
        finding,
    }
}

/// Full points for a pass; for a fail, the share of the parts that are right, rounded down; else none.
fn points(max_points: u32, finding: &Finding) -> u32 {
    match (finding.outcome, finding.parts) {
        (Outcome::Pass, _) => max_points,
        (Outcome::Fail, Some((right, of))) if of > 0 => {
            let share = u64::from(max_points) * u64::from(right.min(of)) / u64::from(of);
            u32::try_from(share).unwrap_or(max_points)
        }
        _ => 0,
    }
}

/// The grade of one exercise from the grades of its checks.
pub fn exercise(
    exercise: &Exercise,
    reason: Option<Reason>,
    checks: Vec<CheckGrade>,
    sources: Vec<SourceFile>,
) -> ExerciseGrade {
    ExerciseGrade {
        id: exercise.id.to_string(),
        title: exercise.title.clone(),
        slide: exercise.slide.clone(),
        points: checks.iter().map(|check| check.points).sum(),
        max_points: exercise.max_points(),
        outcome: worst(checks.iter().map(|check| check.finding.outcome)),
        reason,
        checks,
        sources,
        suspicions: Vec::new(),
    }
}

/// The grade of a submission from the grades of its exercises.
pub fn submission(
    name: String,
    chapters: &[Chapter],
    exercises: Vec<ExerciseGrade>,
    refused: Vec<Refused>,
) -> Grade {
    let chapters: Vec<_> = chapters
        .iter()
        .filter_map(|chapter| self::chapter(chapter, &exercises))
        .collect();
    Grade {
        submission: name,
        percent: percent(&chapters),
        chapters,
        exercises,
        refused,
    }
}

/// What was reached in a chapter; `None` if none of its exercises was asked for.
fn chapter(chapter: &Chapter, exercises: &[ExerciseGrade]) -> Option<ChapterGrade> {
    let of_chapter =
        |exercise: &&ExerciseGrade| exercise.id.split('/').next() == Some(chapter.id.as_str());
    let mut exercises = exercises.iter().filter(of_chapter).peekable();
    exercises.peek()?;
    let mut grade = ChapterGrade {
        id: chapter.id.clone(),
        title: chapter.title.clone(),
        weight: chapter.weight,
        points: 0,
        max_points: 0,
    };
    for exercise in exercises {
        grade.points += exercise.points;
        grade.max_points += exercise.max_points;
    }
    Some(grade)
}

/// The weighted mean of the chapters' shares, in percent, rounded to one decimal.
fn percent(chapters: &[ChapterGrade]) -> f64 {
    let mut reached = 0.0;
    let mut weights = 0.0;
    for chapter in chapters.iter().filter(|chapter| chapter.max_points > 0) {
        let weight = f64::from(chapter.weight);
        reached += weight * f64::from(chapter.points) / f64::from(chapter.max_points);
        weights += weight;
    }
    if weights == 0.0 {
        return 0.0;
    }
    (1000.0 * reached / weights).round() / 10.0
}

/// The outcome that a reader must know of first.
pub fn worst(outcomes: impl Iterator<Item = Outcome>) -> Outcome {
    let weight = |outcome: &Outcome| match outcome {
        Outcome::Ungraded => 4,
        Outcome::Fail => 3,
        Outcome::Inconclusive => 2,
        Outcome::Skipped => 1,
        Outcome::Pass => 0,
    };
    outcomes.max_by_key(weight).unwrap_or(Outcome::Pass)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finding(outcome: Outcome, parts: Option<(u32, u32)>) -> Finding {
        let mut finding = Finding::new(outcome, Reason::Nothing);
        finding.parts = parts;
        finding
    }

    fn any_outcome() -> impl Strategy<Value = Outcome> {
        prop_oneof![
            Just(Outcome::Pass),
            Just(Outcome::Fail),
            Just(Outcome::Inconclusive),
            Just(Outcome::Skipped),
            Just(Outcome::Ungraded)
        ]
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_the_maximum(max in 0u32..1000, outcome in any_outcome(), right in 0u32..50, of in 0u32..50) {
            prop_assert!(points(max, &finding(outcome, Some((right, of)))) <= max);
        }

        #[test]
        fn only_a_pass_or_a_part_earns_points(max in 1u32..1000, outcome in any_outcome()) {
            prop_assert_eq!(points(max, &finding(outcome, None)) > 0, outcome == Outcome::Pass);
        }

        #[test]
        fn the_worst_outcome_does_not_depend_on_order(mut outcomes in prop::collection::vec(any_outcome(), 1..6)) {
            let first = worst(outcomes.iter().copied());
            outcomes.reverse();
            prop_assert_eq!(first, worst(outcomes.into_iter()));
        }
    }

    fn chapter(weight: u32, points: u32, max_points: u32) -> ChapterGrade {
        ChapterGrade {
            id: String::new(),
            title: String::new(),
            weight,
            points,
            max_points,
        }
    }

    #[test]
    fn chapters_of_equal_weight_count_the_same_however_many_points_they_have() {
        assert_eq!(percent(&[chapter(1, 10, 10), chapter(1, 0, 90)]), 50.0);
        assert_eq!(percent(&[chapter(1, 1, 3)]), 33.3);
    }

    #[test]
    fn a_heavier_chapter_counts_more_and_one_without_weight_nothing() {
        assert_eq!(percent(&[chapter(3, 10, 10), chapter(1, 0, 10)]), 75.0);
        assert_eq!(percent(&[chapter(1, 5, 10), chapter(0, 10, 10)]), 50.0);
    }

    #[test]
    fn chapters_without_points_are_no_division_by_zero() {
        assert_eq!(percent(&[chapter(1, 0, 0), chapter(0, 1, 1)]), 0.0);
        assert_eq!(percent(&[]), 0.0);
    }

    #[test]
    fn parts_earn_their_share_rounded_down() {
        assert_eq!(points(7, &finding(Outcome::Fail, Some((13, 14)))), 6);
        assert_eq!(points(14, &finding(Outcome::Fail, Some((13, 14)))), 13);
    }
}
