//! The half of a judged check that holds inputs and expectations and decides.
