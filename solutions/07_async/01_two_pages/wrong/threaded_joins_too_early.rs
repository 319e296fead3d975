// fails: threaded takes the longer time - joins the first thread before it starts the second one

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    std::thread::scope(|scope| {
        let first = scope.spawn(|| web::get_blocking(a)).join().unwrap()?;
        let second = scope.spawn(|| web::get_blocking(b)).join().unwrap()?;
        Ok((first, second))
    })
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
