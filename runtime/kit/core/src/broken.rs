//! The end of a process that cannot check.

use kit_wire::CHECK_IS_BROKEN;
use std::process::exit;

/// Ends the process without any verdict, because the check itself is broken. `what` completes "the check".
pub fn broken(what: &str) -> ! {
    eprintln!("kit: the check {what}");
    exit(CHECK_IS_BROKEN)
}
