//! What programs may use.

/// What one step may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// Wall-clock seconds: the watchdog for code that waits.
    pub wall_seconds: u32,
    /// CPU seconds: the watchdog for code that computes.
    pub cpu_seconds: u32,
    /// Address space in MiB.
    pub memory_mb: u32,
    /// Bytes of output on stdout and stderr together, in KiB.
    pub output_kb: u32,
    /// CPU seconds for each call of the compiler.
    pub compile_seconds: u32,
}

impl Limits {
    /// Memory for each call of the compiler, in MiB.
    pub const COMPILER_MEMORY_MB: u32 = 3072;

    /// What a call of the compiler may use where no exercise says otherwise.
    pub fn of_compilers() -> Limits {
        let usual = Limits::default();
        Limits {
            cpu_seconds: usual.compile_seconds,
            memory_mb: Limits::COMPILER_MEMORY_MB,
            ..usual
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            wall_seconds: 10,
            cpu_seconds: 10,
            memory_mb: 2048,
            output_kb: 64,
            compile_seconds: 40,
        }
    }
}

/// A `limits = { … }` table: what it names replaces what was there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitChanges {
    /// Wall-clock and CPU seconds.
    pub seconds: Option<u32>,
    /// Address space in MiB.
    pub memory_mb: Option<u32>,
    /// Output in KiB.
    pub output_kb: Option<u32>,
    /// CPU seconds for each call of the compiler.
    pub compile_seconds: Option<u32>,
}

impl Limits {
    /// These limits with the named ones replaced.
    pub fn changed(self, changes: &LimitChanges) -> Limits {
        Limits {
            wall_seconds: changes.seconds.unwrap_or(self.wall_seconds),
            cpu_seconds: changes.seconds.unwrap_or(self.cpu_seconds),
            memory_mb: changes.memory_mb.unwrap_or(self.memory_mb),
            output_kb: changes.output_kb.unwrap_or(self.output_kb),
            compile_seconds: changes.compile_seconds.unwrap_or(self.compile_seconds),
        }
    }
}
