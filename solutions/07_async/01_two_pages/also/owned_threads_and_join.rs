//! Style: two spawned threads with owned urls; join! and a match on both results.

use std::thread;

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a);
    let second = web::get_blocking(b);
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let fetch = |url: &str| {
        let url = url.to_owned();
        thread::spawn(move || web::get_blocking(&url))
    };
    let handles = (fetch(a), fetch(b));
    let first = handles.0.join().expect("get_blocking does not panic")?;
    let second = handles.1.join().expect("get_blocking does not panic")?;
    Ok((first, second))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
