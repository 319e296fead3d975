//! A panic while another one unwinds would abort the process. The model that did it sleeps in the panic hook from then
//! on, which a test harness would wait for; so this is a program of its own.

use kit_wire::sealed::Bounds;
use kit_wire::trace::FailureKind;

struct PanicsInDrop;

impl Drop for PanicsInDrop {
    fn drop(&mut self) {
        panic!("in drop");
    }
}

fn main() {
    let report = std_model::model::explore(&Bounds::default(), || {
        let _bomb = PanicsInDrop;
        panic!("first");
    });
    let failure = report.failure.expect("the model fails");
    assert_eq!(failure.kind, FailureKind::Panic, "{}", failure.message);
    assert!(
        failure
            .message
            .contains("ends the whole process: \"first\""),
        "{}",
        failure.message
    );
    std::process::exit(0);
}
