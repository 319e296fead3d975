//! Carries the talk between a judge and the driver that answers it.
//!
//! The judge is the grader's own code. The driver is the student's: each of its answers has a deadline, and
//! a driver that dies, hangs or talks out of turn is replaced for the next question.

use super::{
    capture::{Capture, Room},
    enclosure::Enclosure,
    error::SandboxError,
    process::Running,
};
use crate::control::Control;
use crate::model::{Conversation, Ending, JudgedRun, Limits, Program};
use crate::words;
use kit_wire::{FrameError, judged::*, read_frame, write_frame};
use std::{
    process::{ChildStdin, ChildStdout},
    sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, sync_channel},
    thread,
    time::{Duration, Instant},
};

/// A judge without student code that needs longer than this, waiting for answers not included, is broken.
const JUDGE_SECONDS: u32 = 60;

/// The limit holds for one answer; all answers together may take so many times as long. Who answers each question
/// just in time does not hold up the class.
const ANSWERS_TIME: u32 = 4;

/// How long a driver may take to go away once its questions have ended.
const FAREWELL: Duration = Duration::from_secs(1);

/// Lets the judge question drivers until it has a verdict.
pub(super) fn run(
    talk: &Conversation,
    limits: Limits,
    enclosure: &Enclosure,
    control: &Control,
) -> Result<JudgedRun, SandboxError> {
    let all_answers = limits.wall_seconds.saturating_mul(ANSWERS_TIME);
    let judge_limits = Limits {
        wall_seconds: JUDGE_SECONDS.saturating_add(all_answers),
        cpu_seconds: JUDGE_SECONDS,
        ..Limits::default()
    };
    let mut judge = Running::start(&talk.judge, judge_limits, enclosure, control)?;
    judge.expire_in(Duration::from_secs(judge_limits.wall_seconds.into()));
    let errors = judge.errors(Room::kib(judge_limits.output_kb));
    let mut to_judge = judge.input();
    let mut from_judge = judge.output();
    let begin = Begin {
        seed: talk.seed,
        run: talk.run.clone(),
    };
    let mut drivers = Drivers {
        program: &talk.driver,
        limits,
        enclosure,
        control,
        left: Duration::from_secs(all_answers.into()),
        driver: None,
        printed: Vec::new(),
    };
    let heard = hear(&begin, &mut to_judge, &mut from_judge, &mut drivers);
    let verdict = match heard {
        Ok(verdict) => verdict,
        Err(error) => {
            judge.killer().kill();
            drop(judge.wait());
            return Err(error);
        }
    };
    drop(to_judge);
    let wrote_on = drivers.dismiss()?;
    if verdict.is_err() {
        judge.killer().kill();
    }
    let end = judge
        .wait()
        .map_err(|source| SandboxError::control(&talk.judge, source))?;
    let (stderr, _) = errors.finish();
    let mut verdict = verdict.map_err(|error| broke(&talk.judge, &error, end.ending, &stderr))?;
    if wrote_on {
        refuse(&mut verdict);
    }
    Ok(JudgedRun {
        verdict,
        printed: drivers.printed,
        cost: end.cost,
    })
}

/// Puts the judge's questions to the drivers until it has a verdict. The inner error: it broke.
fn hear(
    begin: &Begin,
    to_judge: &mut ChildStdin,
    from_judge: &mut ChildStdout,
    drivers: &mut Drivers<'_>,
) -> Result<Result<Verdict, FrameError>, SandboxError> {
    let mut said = write_frame(to_judge, begin);
    loop {
        if let Err(error) = said {
            return Ok(Err(error));
        }
        match read_frame(from_judge) {
            Err(error) => return Ok(Err(error)),
            Ok(FromJudge::Verdict(verdict)) => return Ok(Ok(verdict)),
            Ok(FromJudge::Ask(question)) => {
                let reply = drivers.ask(&question)?;
                said = write_frame(to_judge, &reply);
            }
        }
    }
}

/// The judge gave no verdict, but this error, and ended.
fn broke(judge: &Program, error: &FrameError, ending: Ending, stderr: &[u8]) -> SandboxError {
    let ended = words::endings::plainly(ending);
    let said = String::from_utf8_lossy(stderr);
    SandboxError::Judge {
        program: judge.path.clone(),
        message: format!("{error}; it {ended}; {}", said.trim()),
    }
}

/// Turns the last test of a verdict into a failure: the driver talked after its last question.
fn refuse(verdict: &mut Verdict) {
    if let Some(test) = verdict.tests.last_mut() {
        test.failure
            .get_or_insert_with(|| Failure::new(Wrong::WroteOn));
    }
}

/// The side that answers: at most one driver at a time.
struct Drivers<'a> {
    program: &'a Program,
    limits: Limits,
    enclosure: &'a Enclosure,
    control: &'a Control,
    /// Time for all answers to come.
    left: Duration,
    driver: Option<Driver>,
    printed: Vec<u8>,
}

struct Driver {
    running: Running,
    questions: ChildStdin,
    answers: Receiver<Result<Answer, FrameError>>,
    errors: Capture,
}

impl Drivers<'_> {
    /// Puts one question to the driver; a driver that gives no proper answer is ended.
    fn ask(&mut self, question: &Question) -> Result<ToJudge, SandboxError> {
        if self.left.is_zero() {
            return Ok(ToJudge::Lost(self.ended(Ending::TimedOut { busy: false })));
        }
        let mut driver = match self.driver.take() {
            Some(driver) => driver,
            None => self.start()?,
        };
        let asked = Instant::now();
        let time = Duration::from_secs(self.limits.wall_seconds.into()).min(self.left);
        // The watchdog ends a driver that does not read or answer; then the pipes close and the calls below
        // return, so none of them needs a deadline of its own.
        driver.running.expire_in(time);
        let answer = driver.answer(question);
        driver.running.never_expire();
        self.left = self.left.saturating_sub(asked.elapsed());
        match answer {
            Some(Ok(answer)) if answer.serial == question.serial => {
                self.driver = Some(driver);
                Ok(ToJudge::Answer(answer))
            }
            Some(Ok(_)) => self.lose(driver, Some(Disturbance::OtherAnswer)),
            Some(Err(FrameError::Closed | FrameError::Io(_))) | None => self.lose(driver, None),
            Some(Err(FrameError::TooLarge(bytes))) => {
                self.lose(driver, Some(Disturbance::TooLarge(bytes)))
            }
            Some(Err(FrameError::Malformed(error))) => {
                self.lose(driver, Some(Disturbance::Malformed(error.to_string())))
            }
        }
    }

    fn start(&self) -> Result<Driver, SandboxError> {
        // CPU time adds up over all questions of one driver, so the watchdog on each answer is the limit that
        // bites; the sum only keeps a driver from computing behind its answers for ever.
        let limits = Limits {
            cpu_seconds: self.limits.cpu_seconds.saturating_mul(20),
            ..self.limits
        };
        let mut running = Running::start(self.program, limits, self.enclosure, self.control)?;
        let questions = running.input();
        let mut output = running.output();
        let errors = running.errors(Room::kib(self.limits.output_kb));
        let (send, answers) = sync_channel(1);
        thread::spawn(move || {
            loop {
                let answer = read_frame(&mut output);
                let last = answer.is_err();
                if send.send(answer).is_err() || last {
                    return;
                }
            }
        });
        Ok(Driver {
            running,
            questions,
            answers,
            errors,
        })
    }

    /// Ends a driver and says why it gave no answer. `wrote`: it wrote this instead.
    fn lose(
        &mut self,
        driver: Driver,
        wrote: Option<Disturbance>,
    ) -> Result<ToJudge, SandboxError> {
        if wrote.is_some() {
            driver.running.killer().kill();
        }
        let Driver {
            running,
            questions,
            answers,
            errors,
        } = driver;
        drop((questions, answers));
        // A driver that closed its pipe but lives on is given no more time than any other.
        running.expire_in(FAREWELL);
        let end = running
            .wait()
            .map_err(|source| SandboxError::control(self.program, source))?;
        let (stderr, flooded) = errors.finish();
        let loss = match wrote {
            Some(wrote) => Loss::Disturbed(wrote),
            None if flooded => self.ended(Ending::TooMuchOutput),
            None => self.ended(end.ending.named_by(&String::from_utf8_lossy(&stderr))),
        };
        self.keep(&stderr);
        Ok(ToJudge::Lost(loss))
    }

    /// The loss of a driver that ended. It had the time for one answer, or for all of them together.
    fn ended(&self, ending: Ending) -> Loss {
        let times = if self.left.is_zero() { ANSWERS_TIME } else { 1 };
        Loss::Ended {
            ending,
            limit_ms: u64::from(self.limits.wall_seconds) * u64::from(times) * 1000,
        }
    }

    /// Lets the driver go after the last question; whether it wrote anything that nobody asked for.
    fn dismiss(&mut self) -> Result<bool, SandboxError> {
        let Some(driver) = self.driver.take() else {
            return Ok(false);
        };
        let Driver {
            running,
            questions,
            answers,
            errors,
        } = driver;
        drop(questions);
        running.expire_in(FAREWELL);
        let wrote_on = !matches!(
            answers.recv_timeout(FAREWELL * 2),
            Ok(Err(FrameError::Closed))
                | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected)
        );
        running.killer().kill();
        running
            .wait()
            .map_err(|source| SandboxError::control(self.program, source))?;
        self.keep(&errors.finish().0);
        Ok(wrote_on)
    }

    /// Keeps what a driver printed; all of them together have the room that one program has.
    fn keep(&mut self, printed: &[u8]) {
        let room = self.limits.output_kb as usize * 1024;
        let left = room.saturating_sub(self.printed.len());
        self.printed
            .extend_from_slice(&printed[..left.min(printed.len())]);
    }
}

impl Driver {
    /// `None`: the driver is gone. An answer that is there before its question is an error.
    fn answer(&mut self, question: &Question) -> Option<Result<Answer, FrameError>> {
        match self.answers.try_recv() {
            Err(TryRecvError::Empty) => {}
            Err(TryRecvError::Disconnected) => return None,
            Ok(Err(error)) => return Some(Err(error)),
            Ok(Ok(early)) => {
                return Some(Ok(Answer {
                    serial: u64::MAX,
                    ..early
                }));
            }
        }
        if write_frame(&mut self.questions, question).is_err() {
            // Gone, or going: whatever it wrote last says more than the broken pipe.
            return self.answers.recv().ok().filter(|answer| answer.is_err());
        }
        self.answers.recv().ok()
    }
}
