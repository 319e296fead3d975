//! Style: futures::future::try_join; the threads answer through a channel each.

use futures::future;
use std::sync::mpsc;
use std::thread;

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    web::get_blocking(a).and_then(|first| web::get_blocking(b).map(|second| (first, second)))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let mut answers = Vec::new();
    let mut handles = Vec::new();
    for url in [a.to_string(), b.to_string()] {
        let (tx, rx) = mpsc::channel();
        answers.push(rx);
        handles.push(thread::spawn(move || {
            tx.send(web::get_blocking(&url)).unwrap()
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    let first = answers[0].recv().unwrap()?;
    let second = answers[1].recv().unwrap()?;
    Ok((first, second))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    future::try_join(web::get(a), web::get(b)).await
}
