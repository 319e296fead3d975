//! What the grader could not do, as a fact for reports, and said like every other.

use super::{error::SandboxError, limits::TooTight};
use crate::model::GraderFault;
use crate::words;
use std::{error::Error, fmt};

impl SandboxError {
    /// What a report says about it.
    pub fn fact(&self) -> GraderFault {
        match self {
            SandboxError::Start { program, source } => GraderFault::Start {
                program: program.clone(),
                said: source.to_string(),
            },
            SandboxError::Cancelled => GraderFault::Cancelled,
            SandboxError::Tight(TooTight(tight)) => GraderFault::Tight(tight.clone()),
            SandboxError::Control { program, source } => GraderFault::Control {
                program: program.clone(),
                said: source.to_string(),
            },
            SandboxError::Judge { program, message } => GraderFault::Judge {
                program: program.clone(),
                said: message.clone(),
            },
            SandboxError::Product { path, source } => GraderFault::Unreadable {
                path: path.clone(),
                said: source.to_string(),
            },
            SandboxError::CutShort { path } => GraderFault::CutShort(path.clone()),
            SandboxError::Statics { size, most } => GraderFault::Statics {
                size: *size,
                most: *most,
            },
            SandboxError::Keep { path, source } => GraderFault::Keep {
                path: path.clone(),
                said: source.to_string(),
            },
        }
    }
}

impl fmt::Display for SandboxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words::grader::broke(&self.fact()))
    }
}

impl Error for SandboxError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            SandboxError::Start { source, .. } => Some(source),
            SandboxError::Control { source, .. }
            | SandboxError::Product { source, .. }
            | SandboxError::Keep { source, .. } => Some(source),
            SandboxError::Tight(_)
            | SandboxError::Cancelled
            | SandboxError::Judge { .. }
            | SandboxError::CutShort { .. }
            | SandboxError::Statics { .. } => None,
        }
    }
}

impl From<TooTight> for SandboxError {
    fn from(tight: TooTight) -> SandboxError {
        SandboxError::Tight(tight)
    }
}
