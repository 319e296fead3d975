//! Two slow pages, fetched in three ways.

/// Fetches page `a`, then page `b`. Takes as long as both together.
pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

/// Fetches both pages at the same time, with threads. Takes as long as the slower one.
pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    std::thread::scope(|scope| {
        let first = scope.spawn(|| web::get_blocking(a));
        let second = scope.spawn(|| web::get_blocking(b));
        Ok((first.join().unwrap()?, second.join().unwrap()?))
    })
}

/// Fetches both pages at the same time, on one thread. Takes as long as the slower one.
pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get(a);
    let second = web::get(b);
    Ok((first.await?, second.await?))
}
