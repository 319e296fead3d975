//! Pure: findings and points -> grades.

use crate::model::{Check, CheckGrade, Exercise, ExerciseGrade, Finding, Outcome};
use std::time::Duration;

/// The grade of one check.
pub fn check(check: &Check, finding: Finding) -> CheckGrade {
    CheckGrade {
        name: check.name.clone(),
        kind: check.kind.name(),
        trust: check.kind.trust(),
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
    message: Option<String>,
    checks: Vec<CheckGrade>,
    sources: Vec<(String, String)>,
) -> ExerciseGrade {
    ExerciseGrade {
        id: exercise.id.to_string(),
        title: exercise.title.clone(),
        slide: exercise.slide.clone(),
        points: checks.iter().map(|check| check.points).sum(),
        max_points: exercise.max_points(),
        outcome: worst(checks.iter().map(|check| check.finding.outcome)),
        message,
        checks,
        sources,
        suspicions: Vec::new(),
        work: Duration::ZERO,
    }
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
        let mut finding = Finding::new(outcome, "");
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

    #[test]
    fn parts_earn_their_share_rounded_down() {
        assert_eq!(points(7, &finding(Outcome::Fail, Some((13, 14)))), 6);
        assert_eq!(points(14, &finding(Outcome::Fail, Some((13, 14)))), 13);
    }
}
