//! A closure that gives away what it owns can be called once.

use closures::call_once_to_string;

fn main() {
    let name = String::from("Ada");
    let text = call_once_to_string(move || name);
    assert_eq!(text, "Ada");
}
