//! Runs a trusted tool, such as cargo while the toolbox is built: no limits, the grader's own environment.

use super::error::SandboxError;
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

/// Whether a variable would make a trusted build differ from one machine to the next. Those that say how to reach a
/// registry, and where cargo lives, have to stay.
fn is_unwanted(name: &str) -> bool {
    let needed = [
        "CARGO_HOME",
        "CARGO_HTTP_",
        "CARGO_NET_",
        "CARGO_REGISTRY_",
        "CARGO_REGISTRIES_",
    ];
    let steers = ["CARGO_", "RUSTC", "RUSTDOC", "RUSTFLAGS"];
    let begins = |begin: &&str| name.starts_with(begin);
    steers.iter().any(begins) && !needed.iter().any(begins)
}

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
    for (name, _) in std::env::vars_os() {
        if is_unwanted(&name.to_string_lossy()) {
            command.env_remove(name);
        }
    }
    command.envs(program.environment.iter().map(|(key, value)| (key, value)));
    let mut child = command
        .spawn()
        .map_err(|source| SandboxError::start(program, source))?;
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

#[cfg(test)]
mod tests {
    use super::is_unwanted;

    #[test]
    fn variables_that_steer_a_build_go_and_those_that_reach_a_registry_stay() {
        let steer = [
            "CARGO_BUILD_RUSTC_WRAPPER",
            "CARGO_PROFILE_RELEASE_PANIC",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_INCREMENTAL",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_BOOTSTRAP",
            "RUSTDOCFLAGS",
        ];
        assert!(steer.into_iter().all(is_unwanted));
        let reach = [
            "CARGO_HOME",
            "CARGO_HTTP_PROXY",
            "CARGO_NET_OFFLINE",
            "CARGO_REGISTRIES_MIRROR_INDEX",
            "HTTPS_PROXY",
            "RUSTUP_TOOLCHAIN",
            "PATH",
        ];
        assert!(!reach.into_iter().any(is_unwanted));
    }
}
