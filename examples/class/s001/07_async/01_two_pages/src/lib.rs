//! Two slow pages, fetched in three ways.

use std::thread;

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = thread::scope(|s| {
        let t1 = s.spawn(|| web::get_blocking(a));
        let t2 = s.spawn(|| web::get_blocking(b));
        (t1.join().unwrap(), t2.join().unwrap())
    });
    Ok((first?, second?))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get(a);
    let second = web::get(b);
    match futures::join!(first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(e), _) => Err(e),
        (_, Err(e)) => Err(e),
    }
}
