//! Ctrl-C: the first ends the run in order, the second at once.

use super::exit::STOPPED;
use crate::control::Control;
use crate::sandbox;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
    iterator::Signals,
};
use std::{
    io,
    sync::{Arc, atomic::AtomicBool},
    thread,
};

/// From now on Ctrl-C cancels `control`, and so does a polite `kill`. Who had the grader ignore them (`nohup`, `&` in a
/// script) still has it so.
pub(super) fn cancel_on_ctrl_c(control: &Control) -> io::Result<()> {
    let mut heeded = vec![SIGINT, SIGTERM];
    heeded.retain(|signal| !sandbox::is_ignored(*signal));
    let was_told = Arc::new(AtomicBool::new(false));
    for signal in &heeded {
        flag::register_conditional_shutdown(*signal, STOPPED.into(), Arc::clone(&was_told))?;
        flag::register(*signal, Arc::clone(&was_told))?;
    }
    let mut signals = Signals::new(heeded)?;
    let control = control.clone();
    thread::spawn(move || signals.forever().for_each(|_| control.cancel()));
    Ok(())
}
