// fails: threaded takes the longer time - one thread fetches both pages

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    std::thread::scope(|scope| scope.spawn(|| sequential(a, b)).join().unwrap())
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
