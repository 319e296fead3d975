//! `tests` and `property`: a judge without student code asks, a driver with it answers.

use super::{FileKeys, KindSource, STUDENT, compile, explain, runs};
use crate::course_file::CourseError;
use crate::model::*;
use kit_wire::judged::Test;
use std::sync::Arc;

#[derive(Debug)]
struct Judged {
    name: &'static str,
    file: CheckFile,
    run: Vec<String>,
}

pub(super) fn parse_tests(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse("tests", source)
}

pub(super) fn parse_property(source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    parse("property", source)
}

fn parse(name: &'static str, source: KindSource<'_>) -> Result<Box<dyn Kind>, CourseError> {
    let (keys, files): (FileKeys, _) = source.read()?;
    let file = files.check_file(&keys.file)?;
    Ok(Box::new(Judged {
        name,
        file,
        run: keys.run,
    }))
}

impl Kind for Judged {
    fn name(&self) -> &'static str {
        self.name
    }

    fn trust(&self) -> Trust {
        Trust::Judged
    }

    fn overlays(&self) -> Vec<Overlay> {
        vec![self.file.overlay()]
    }

    fn steps(&self, bench: &Bench<'_>) -> Vec<Step> {
        let (compile_judge, judge) = compile::judge(bench, &self.file.path, &self.file.text);
        let (compile_driver, driver) = compile::check(bench, &self.file.path, compile::Kit::Driver);
        let plain = |path| Program {
            path,
            called: Some(STUDENT.to_owned()),
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: bench.products.to_owned(),
            access: runs(bench),
        };
        let talk = Step {
            title: format!(
                "let the judge of {} question the submission",
                self.file.path
            ),
            action: Action::Judged(Conversation {
                judge: plain(judge),
                driver: plain(driver),
                run: self.run.clone(),
                seed: bench.seed,
            }),
            limits: bench.limits,
            keep: None,
            may_fail: false,
            product: None,
        };
        vec![
            compile::student(bench, CrateFlavour::Real),
            compile_driver,
            compile_judge,
            talk,
        ]
    }

    fn judge(&self, bench: &Bench<'_>, seen: &[Arc<Observation>]) -> Finding {
        if let Some(finding) = explain::not_compiled(bench, seen.first()) {
            return finding;
        }
        match seen {
            [_, driver] => explain::contract_missed(bench, driver),
            [_, _, judge] => Finding::ungraded(format!(
                "The judge of {} does not compile: {}",
                self.file.path,
                explain::first_error(judge)
            )),
            [_, _, _, talk] => match &talk.verdict {
                Some(verdict) => finding(&verdict.tests),
                None => Finding::ungraded("The judge gave no verdict."),
            },
            _ => Finding::ungraded("The check was not run."),
        }
    }
}

fn finding(tests: &[Test]) -> Finding {
    let cases: u32 = tests.iter().map(|test| test.cases).sum();
    let evidence = Evidence::Judged(tests.to_vec());
    let failed = tests
        .iter()
        .find_map(|test| Some((test, test.failure.as_ref()?)));
    match failed {
        _ if tests.is_empty() => Finding::ungraded("The judge ran no test."),
        None => Finding::pass()
            .detailed(counted(tests.len(), cases))
            .with(evidence),
        Some((_, failure)) => {
            let place = failure.place.as_ref().map(Location::from);
            Finding::fail(failure.message.clone())
                .at(place)
                .with(evidence)
        }
    }
}

fn counted(tests: usize, cases: u32) -> String {
    match (tests, cases) {
        (1, 1) => "1 test".to_owned(),
        (tests, cases) if cases as usize == tests => format!("{tests} tests"),
        (_, cases) => format!("{cases} cases"),
    }
}
