// fails: sequential takes both times - fetches at the same time where one after the other is asked

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    threaded(a, b)
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    std::thread::scope(|scope| {
        let first = scope.spawn(|| web::get_blocking(a));
        let second = scope.spawn(|| web::get_blocking(b));
        Ok((first.join().unwrap()?, second.join().unwrap()?))
    })
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
