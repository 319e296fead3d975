//! Runs one step of a grading under its limits. The only module that starts processes.
//!
//! From the outside in: [`run`] runs a step, which has one process or several; each is started in an [`Enclosure`], a jail or
//! nothing but limits. Above them, [`choose`] tries which enclosures hold on this machine and [`diagnose`] tells why others
//! do not: both run a probe like any other program.

mod broken;
mod capture;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod cgroup;
mod conversation;
mod doctor;
mod enclosure;
mod error;
mod fault;
mod inherited;
mod inside;
#[cfg_attr(not(target_os = "linux"), path = "no_jail.rs")]
mod jail;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod janitor;
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
mod limits;
mod oddity;
mod probe;
mod process;
mod products;
mod reaped;
mod record;
mod sealed;
mod statics;
mod step;
mod tool;
mod unconfined;
mod walls;
mod watchdog;
mod words;

pub use doctor::{Diagnosis, diagnose};
pub use enclosure::Enclosure;
pub use error::{SandboxError, StartError};
pub use inherited::{is_ignored, reset_inherited};
pub use inside::{WORD as TRY_WALLS, run as try_walls};
pub use jail::{Jail, WORD as JAIL, run as jailer};
pub use limits::TooTight;
pub use step::run;
pub use tool::{ToolEnding, run_tool};
pub use walls::{NoWalls, choose, fit};
