//! Runs one case in a process of its own.

use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Far more than any case needs: it only stops what would hang for ever.
const WATCHDOG: Duration = Duration::from_secs(60);

/// What a process left behind.
pub struct Ran {
    /// How it ended; `None` if it had to be stopped.
    pub status: Option<ExitStatus>,
    /// What stands in its line `result: …`, if it wrote one.
    pub result: Option<String>,
    /// What it wrote to stderr.
    pub stderr: String,
}

impl Ran {
    /// One line on what went wrong.
    pub fn story(&self) -> String {
        let said = self.stderr.lines().filter(|line| !line.trim().is_empty());
        let said: Vec<&str> = said.take(3).collect();
        match self.status {
            None => "it hangs".to_owned(),
            Some(status) => format!("{status}: {}", said.join(" / ")),
        }
    }
}

/// Runs the program with these arguments.
pub fn run(program: &Path, arguments: &[&str]) -> Ran {
    let mut child = Command::new(program)
        .args(arguments)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let (mut stdout, mut stderr) = (
        child.stdout.take().expect("a pipe"),
        child.stderr.take().expect("a pipe"),
    );
    let (done, ended) = mpsc::channel();
    std::thread::spawn(move || {
        let said = std::thread::spawn(move || read(&mut stderr));
        let answer = read(&mut stdout);
        // Nobody listens any more if the watchdog was quicker.
        let _ = done.send((answer, said.join().unwrap_or_default()));
    });
    let Ok((answer, stderr)) = ended.recv_timeout(WATCHDOG) else {
        child.kill().expect("it can be stopped");
        child.wait().expect("it has ended");
        return Ran {
            status: None,
            result: None,
            stderr: String::new(),
        };
    };
    let status = child.wait().expect("it has ended");
    let result = answer
        .lines()
        .find_map(|line| line.strip_prefix("result: "))
        .map(str::to_owned);
    Ran {
        status: Some(status),
        result,
        stderr,
    }
}

fn read(pipe: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    // What came before an error is all there is.
    let _ = pipe.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
