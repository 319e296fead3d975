//! Style: one page in a task of its own, the other one awaited here.

use std::thread;

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let [first, second] = [a, b].map(web::get_blocking);
    Ok((first?, second?))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let results: Vec<_> = thread::scope(|s| {
        let threads: Vec<_> = [a, b]
            .iter()
            .map(|url| s.spawn(|| web::get_blocking(url)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut pages = Vec::new();
    for result in results {
        pages.push(result?);
    }
    let second = pages.pop().unwrap();
    Ok((pages.pop().unwrap(), second))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let url = a.to_owned();
    let task = tokio::spawn(async move { web::get(&url).await });
    let second = web::get(b).await;
    let first = task.await.expect("the task does not panic");
    Ok((first?, second?))
}
