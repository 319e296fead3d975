// fails: threaded takes the longer time - map is lazy, so each thread is joined before the next one starts

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let mut pages = [a.to_string(), b.to_string()]
        .into_iter()
        .map(|url| std::thread::spawn(move || web::get_blocking(&url)))
        .map(|thread| thread.join().unwrap());
    let first = pages.next().unwrap()?;
    let second = pages.next().unwrap()?;
    Ok((first, second))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
