//! Compiles a check file twice, as the grader does, and carries messages between judge and driver.

mod store;

use kit_wire::{
    Ending,
    judged::{Answer, Begin, Disturbance, FromJudge, Loss, ToJudge, Verdict},
};
use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Output, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};
use store::{rustc, succeed};

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    fs::read_to_string(path).expect("the fixture is there")
}

/// A folder with `checks/tests.rs`, and the programs compiled in it.
pub struct Stage {
    folder: tempfile::TempDir,
    /// The wall clock is a watchdog only: a driver that waits for ever is stopped after this time. It must be
    /// longer than the watchdog of `kit::Gate`.
    pub limit: Duration,
}

impl Stage {
    /// Lays out the check file and compiles the judge, without any student code.
    pub fn new(check: &str) -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("checks")).unwrap();
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(folder.path().join("checks/tests.rs"), check).unwrap();
        let mut judge = rustc(folder.path(), &["kit=libkit_judge.rlib"]);
        succeed(judge.args(["--crate-name", "judge", "-o", "judge", "checks/tests.rs"]));
        Stage {
            folder,
            limit: Duration::from_secs(60),
        }
    }

    /// Compiles the student's crate and the driver against it.
    pub fn driver(&self, student: &str) -> PathBuf {
        let folder = self.folder.path();
        fs::write(folder.join("src/lib.rs"), student).unwrap();
        let mut library = rustc(folder, &["kit=libkit_driver.rlib"]);
        succeed(library.args([
            "--crate-name",
            "counter",
            "--crate-type",
            "rlib",
            "src/lib.rs",
        ]));
        let mut driver = rustc(folder, &["kit=libkit_driver.rlib"]);
        driver.args([
            "--extern",
            "counter=libcounter.rlib",
            "--crate-name",
            "driver",
            "-o",
            "driver",
        ]);
        succeed(driver.arg("checks/tests.rs"));
        folder.join("driver")
    }

    /// Runs the judge against the driver; `run` names the tests.
    pub fn grade(&self, run: &[&str]) -> Graded {
        let mut judge = Command::new(self.folder.path().join("judge"))
            .env("PROPTEST_RNG_SEED", "7")
            .env("PROPTEST_MAX_DEFAULT_SIZE_RANGE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the judge starts");
        let (mut to, mut from) = (judge.stdin.take().unwrap(), judge.stdout.take().unwrap());
        let run = run.iter().map(|name| name.to_string()).collect();
        kit_wire::write_frame(&mut to, &Begin { seed: 42, run }).unwrap();
        let mut drivers = 0;
        let mut questions = Vec::new();
        let mut driver = None;
        let verdict = loop {
            match kit_wire::read_frame::<FromJudge>(&mut from).expect("the judge speaks") {
                FromJudge::Verdict(verdict) => break verdict,
                FromJudge::Ask(question) => {
                    let running = driver.get_or_insert_with(|| {
                        drivers += 1;
                        Driver::start(&self.folder.path().join("driver"))
                    });
                    questions.push((question.serial, question.function.clone()));
                    let reply = running.ask(&question, self.limit);
                    if let ToJudge::Lost(_) = reply {
                        driver = None;
                    }
                    kit_wire::write_frame(&mut to, &reply).unwrap();
                }
            }
        };
        assert!(judge.wait().unwrap().success());
        Graded {
            verdict,
            drivers,
            questions,
        }
    }

    /// What the judge's process does with a first message of the grader.
    pub fn judge_alone(&self, begin: &Begin) -> Output {
        let mut judge = Command::new(self.folder.path().join("judge"));
        let judge = judge
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        talk_to(judge, &kit_wire::to_bytes(begin))
    }

    /// What the driver's process does with one message.
    pub fn driver_alone(&self, frame: &[u8]) -> Output {
        let mut driver = Command::new(self.folder.path().join("driver"));
        let driver = driver
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        talk_to(driver, frame)
    }
}

fn talk_to(command: &mut Command, frame: &[u8]) -> Output {
    use io::Write;
    let mut process = command.spawn().unwrap();
    let mut to = process.stdin.take().unwrap();
    to.write_all(&(frame.len() as u32).to_le_bytes()).unwrap();
    to.write_all(frame).unwrap();
    drop(to);
    process.wait_with_output().unwrap()
}

/// How a grading went.
pub struct Graded {
    pub verdict: Verdict,
    /// How many drivers it took.
    pub drivers: usize,
    /// Serial and function of each question.
    pub questions: Vec<(u64, String)>,
}

struct Driver {
    process: Child,
    to: ChildStdin,
    answers: mpsc::Receiver<Result<Answer, kit_wire::FrameError>>,
    printed: mpsc::Receiver<String>,
}

impl Driver {
    fn start(path: &Path) -> Driver {
        let mut command = Command::new(path);
        let command = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().expect("the driver starts");
        let to = process.stdin.take().unwrap();
        let mut from = process.stdout.take().unwrap();
        let mut errors = process.stderr.take().unwrap();
        let (send, answers) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let answer = kit_wire::read_frame(&mut from);
                let ended = answer.is_err();
                if send.send(answer).is_err() || ended {
                    return;
                }
            }
        });
        let (send_printed, printed) = mpsc::channel();
        thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            let _ = send_printed.send(String::from_utf8_lossy(&text).into_owned());
        });
        Driver {
            process,
            to,
            answers,
            printed,
        }
    }

    fn ask(&mut self, question: &kit_wire::judged::Question, limit: Duration) -> ToJudge {
        kit_wire::write_frame(&mut self.to, question).expect("the driver listens");
        match self.answers.recv_timeout(limit) {
            Ok(Ok(answer)) => ToJudge::Answer(answer),
            Ok(Err(kit_wire::FrameError::Closed)) => ToJudge::Lost(ended(self.end(), limit)),
            Ok(Err(error)) => {
                ToJudge::Lost(Loss::Disturbed(Disturbance::Malformed(error.to_string())))
            }
            Err(_) => ToJudge::Lost(ended(Ending::TimedOut { busy: false }, limit)),
        }
    }

    /// Why the pipe was closed.
    fn end(&mut self) -> Ending {
        use std::os::unix::process::ExitStatusExt;
        let status = self.process.wait().unwrap();
        let printed = self.printed.recv().unwrap();
        let ending = match (status.code(), status.signal()) {
            (Some(code), _) => Ending::Exited(code),
            (None, signal) => Ending::Signalled(signal.expect("exited or signalled")),
        };
        ending.named_by(&printed)
    }
}

fn ended(ending: Ending, limit: Duration) -> Loss {
    Loss::Ended {
        ending,
        limit_ms: limit.as_millis() as u64,
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The sample check file.
pub fn check() -> String {
    fixture("check.rs")
}

/// The right student crate with one piece of text replaced, which must occur in it.
pub fn student(from: &str, to: &str) -> String {
    let good = fixture("good.rs");
    assert!(good.contains(from), "{from:?} is not in good.rs");
    good.replace(from, to)
}
