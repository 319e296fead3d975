//! What a check needs built and run, and what came of it.

use super::{CheckFile, CrateFlavour, Ended, JudgedRun, SealedRun, Seen};
use kit_wire::sealed::Bounds;
use std::sync::Arc;

/// The kit that a check file is compiled against together with the submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kit {
    /// Answers a judge.
    Driver,
    /// Runs every interleaving under the look-alike std.
    Model,
    /// Runs async code under tokio's paused clock.
    Timing,
}

impl Kit {
    /// The std that check and submission are compiled against.
    pub fn flavour(self) -> CrateFlavour {
        match self {
            Kit::Driver | Kit::Timing => CrateFlavour::Real,
            Kit::Model => CrateFlavour::Model,
        }
    }
}

/// A file of the course that is compiled together with the submission.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Joint {
    /// A check file with a kit.
    Check {
        /// The check file.
        file: CheckFile,
        /// What it calls `kit`.
        kit: Kit,
    },
    /// A program that must compile and run.
    Program {
        /// The program.
        file: CheckFile,
        /// The crate's root, which has it as its one module.
        root: CheckFile,
    },
}

impl Joint {
    /// A check file with a kit.
    pub fn check(file: &CheckFile, kit: Kit) -> Joint {
        let file = file.clone();
        Joint::Check { file, kit }
    }

    /// The file of the course.
    pub fn file(&self) -> &CheckFile {
        match self {
            Joint::Check { file, .. } | Joint::Program { file, .. } => file,
        }
    }

    /// The std that it and the submission are compiled against.
    pub fn flavour(&self) -> CrateFlavour {
        match self {
            Joint::Check { kit, .. } => kit.flavour(),
            Joint::Program { .. } => CrateFlavour::Real,
        }
    }
}

/// Something to compile before anything runs. Equal builds of several checks are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Build {
    /// The submission, against one of the two stds.
    Submission(CrateFlavour),
    /// A file of the course with the submission.
    Joint(Joint),
    /// A check file with the kit for judges; there is no student code in it.
    Judge(CheckFile),
    /// The same without the submission, only to see which of its errors are its own.
    Alone(Joint),
}

impl Build {
    /// What must have been built before; there is no point in it otherwise.
    pub fn needs(&self) -> Option<Build> {
        match self {
            Build::Submission(CrateFlavour::Real) | Build::Judge(_) | Build::Alone(_) => None,
            // The errors to show are those against the real std.
            Build::Submission(CrateFlavour::Model) => Some(Build::Submission(CrateFlavour::Real)),
            Build::Joint(joint) => Some(Build::Submission(joint.flavour())),
        }
    }
}

/// Something to run or to ask a compiler, once all is built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// The submitted program as it is.
    Program,
    /// The functions of a check, in the process of the student's code, which proves that they returned.
    Sealed {
        /// The binary that holds them.
        of: Joint,
        /// Their names; no others may run.
        functions: Vec<String>,
        /// How far models are explored.
        bounds: Bounds,
    },
    /// A judge that questions a driver; both are made of one check file.
    Judged {
        /// The check file.
        file: CheckFile,
        /// Names of the judge's functions; none: all.
        functions: Vec<String>,
    },
    /// clippy, on the submission.
    Clippy {
        /// The lints that it is to tell of.
        lints: Vec<String>,
        /// The folder below the checks' with its settings.
        settings: String,
    },
    /// rustc, on a snippet of the course, whether it accepts it or not.
    Snippet(CheckFile),
    /// trybuild, on programs that must be rejected with the submission.
    Rejections {
        /// Their files.
        cases: Vec<String>,
    },
}

impl Run {
    /// Whether a program with student code in it is run. All others are compilers.
    pub fn runs_student_code(&self) -> bool {
        match self {
            Run::Program | Run::Sealed { .. } | Run::Judged { .. } => true,
            Run::Clippy { .. } | Run::Snippet(_) | Run::Rejections { .. } => false,
        }
    }

    /// What must have been built, in the order in which failures are told.
    pub fn needs(&self) -> Vec<Build> {
        let submission = Build::Submission(CrateFlavour::Real);
        match self {
            Run::Program | Run::Clippy { .. } | Run::Rejections { .. } => vec![submission],
            Run::Sealed { of, .. } => vec![submission, Build::Joint(of.clone())],
            Run::Judged { file, .. } => {
                let driver = Build::Joint(Joint::check(file, Kit::Driver));
                vec![submission, Build::Judge(file.clone()), driver]
            }
            Run::Snippet(_) => Vec::new(),
        }
    }
}

/// What a check needs in order to be judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recipe {
    /// Builds that it is about, besides those that its runs need.
    pub about: Vec<Build>,
    /// What is run, in this order, by names of the check's own.
    pub runs: Vec<(String, Run)>,
}

impl Recipe {
    /// A check that is about a build and runs nothing.
    pub fn about(build: Build) -> Recipe {
        Recipe {
            about: vec![build],
            runs: Vec::new(),
        }
    }

    /// A check that runs one thing.
    pub fn one(name: &str, run: Run) -> Recipe {
        Recipe {
            about: Vec::new(),
            runs: vec![(name.to_owned(), run)],
        }
    }

    /// All builds, each once, behind what it needs.
    pub fn builds(&self) -> Vec<Build> {
        let needed = self.runs.iter().flat_map(|(_, run)| run.needs());
        let mut all = Vec::new();
        for build in self.about.iter().cloned().chain(needed) {
            let mut chain = vec![build];
            while let Some(before) = chain.last().and_then(Build::needs) {
                chain.push(before);
            }
            for build in chain.into_iter().rev() {
                if !all.contains(&build) {
                    all.push(build);
                }
            }
        }
        all
    }
}

/// What came back of a recipe, all of whose builds are there.
#[derive(Debug, Default)]
pub struct Ran {
    /// The builds.
    pub builds: Vec<(Build, Arc<Seen>)>,
    /// The runs by their names, up to the first with student code that did not end well.
    pub runs: Vec<(String, Arc<Seen>)>,
}

/// Nothing came back under this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotRun;

impl Ran {
    /// What the compiler said about a build.
    pub fn build(&self, build: &Build) -> Result<&Ended, NotRun> {
        let found = self.builds.iter().find(|(known, _)| known == build);
        match found.map(|(_, seen)| &**seen) {
            Some(Seen::Compiled(compiled)) => Ok(&compiled.ended),
            _ => Err(NotRun),
        }
    }

    /// How a program or compiler ended.
    pub fn ended(&self, name: &str) -> Result<&Ended, NotRun> {
        match self.run(name)? {
            Seen::Ran(ended) => Ok(ended),
            _ => Err(NotRun),
        }
    }

    /// What a sealed check reported.
    pub fn sealed(&self, name: &str) -> Result<&SealedRun, NotRun> {
        match self.run(name)? {
            Seen::Sealed(run) => Ok(run),
            _ => Err(NotRun),
        }
    }

    /// What a judge decided.
    pub fn judged(&self, name: &str) -> Result<&JudgedRun, NotRun> {
        match self.run(name)? {
            Seen::Judged(run) => Ok(run),
            _ => Err(NotRun),
        }
    }

    fn run(&self, name: &str) -> Result<&Seen, NotRun> {
        let found = self.runs.iter().find(|(known, _)| known == name);
        found.map(|(_, seen)| &**seen).ok_or(NotRun)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> CheckFile {
        CheckFile {
            path: "checks/model.rs".to_owned(),
            text: "".into(),
        }
    }

    #[test]
    fn a_build_comes_behind_what_it_needs_and_only_once() {
        let joint = Joint::check(&file(), Kit::Model);
        let model = Build::Joint(joint.clone());
        let run = Run::Sealed {
            of: joint,
            functions: Vec::new(),
            bounds: Bounds::default(),
        };
        let recipe = Recipe {
            about: vec![model.clone()],
            runs: vec![("a".to_owned(), run.clone()), ("b".to_owned(), run)],
        };
        let expected = [
            Build::Submission(CrateFlavour::Real),
            Build::Submission(CrateFlavour::Model),
            model,
        ];
        assert_eq!(recipe.builds(), expected);
    }

    #[test]
    fn a_judge_needs_no_submission() {
        assert_eq!(Build::Judge(file()).needs(), None);
        let judged = Run::Judged {
            file: file(),
            functions: Vec::new(),
        };
        let driver = Build::Joint(Joint::check(&file(), Kit::Driver));
        let submission = Build::Submission(CrateFlavour::Real);
        assert_eq!(judged.needs(), [submission, Build::Judge(file()), driver]);
    }

    #[test]
    fn what_was_not_run_is_not_found_under_any_name() {
        let ran = Ran {
            builds: Vec::new(),
            runs: vec![("one".to_owned(), Arc::new(Seen::Cached))],
        };
        assert_eq!(ran.ended("one").err(), Some(NotRun));
        assert_eq!(ran.ended("two").err(), Some(NotRun));
    }
}
