// fails: compiles - returns the futures instead of what they give: the .await is missing

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    std::thread::scope(|scope| {
        let first = scope.spawn(|| web::get_blocking(a));
        let second = scope.spawn(|| web::get_blocking(b));
        Ok((first.join().unwrap()?, second.join().unwrap()?))
    })
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get(a)?;
    let second = web::get(b)?;
    Ok((first, second))
}
