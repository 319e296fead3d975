//! Style: the greetings come through a channel and are put in order by their number.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;

pub fn greet_all<N: Display + Send + Sync + 'static>(name: Arc<N>, n: usize) -> Vec<String> {
    let (tx, rx) = mpsc::channel();
    for i in 1..=n {
        let (tx, name) = (tx.clone(), Arc::clone(&name));
        thread::spawn(move || tx.send((i, format!("Hi {name} from {i}"))).unwrap());
    }
    drop(tx);
    rx.into_iter()
        .collect::<BTreeMap<_, _>>()
        .into_values()
        .collect()
}
