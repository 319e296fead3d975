// fails: concurrent takes the longer time - select! instead of join!: the slower page is dropped and fetched again

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
    tokio::select! {
        first = web::get(a) => Ok((first?, web::get(b).await?)),
        second = web::get(b) => {
            let second = second?;
            Ok((web::get(a).await?, second))
        }
    }
}
