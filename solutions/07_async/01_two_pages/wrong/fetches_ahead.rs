// fails: threaded takes the longer time - a third thread fetches a page again, and nobody joins it
use std::thread;

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let ahead = b.to_owned();
    thread::spawn(move || web::get_blocking(&ahead));
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| web::get_blocking(a));
        let second = scope.spawn(|| web::get_blocking(b));
        (first.join().unwrap(), second.join().unwrap())
    });
    Ok((first?, second?))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    tokio::try_join!(web::get(a), web::get(b))
}
