//! Runs a trusted tool, such as cargo while the toolbox is built: no limits, the grader's own environment.

use super::SandboxError;
use crate::model::Program;
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    thread,
};

/// How a tool ended.
#[derive(Debug)]
pub struct ToolEnding {
    /// Whether its exit code was 0.
    pub success: bool,
    /// All that it printed on stderr.
    pub stderr: String,
}

/// Variables that would make a trusted build differ from one machine to the next.
const UNWANTED: [&str; 6] = [
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "RUSTC_WRAPPER",
    "RUSTC_WORKSPACE_WRAPPER",
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET",
];

/// Runs a tool and hands over each line of its stdout as it comes.
pub fn run_tool(
    program: &Program,
    mut on_line: impl FnMut(&str),
) -> Result<ToolEnding, SandboxError> {
    let mut command = Command::new(&program.path);
    command
        .args(&program.arguments)
        .current_dir(&program.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in UNWANTED {
        command.env_remove(name);
    }
    command.envs(program.environment.iter().map(|(key, value)| (key, value)));
    let start = |source| SandboxError::Start {
        program: program.path.clone(),
        source,
    };
    let mut child = command.spawn().map_err(start)?;
    let mut errors = child.stderr.take().expect("stderr is piped and taken once");
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        let _ = errors.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    });
    let stdout = child.stdout.take().expect("stdout is piped and taken once");
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        on_line(&line);
    }
    let status = child
        .wait()
        .map_err(|source| SandboxError::control(program, source))?;
    Ok(ToolEnding {
        success: status.success(),
        stderr: reader.join().unwrap_or_default(),
    })
}
