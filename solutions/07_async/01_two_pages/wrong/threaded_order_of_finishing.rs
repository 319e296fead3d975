// fails: threaded takes the longer time - returns the pages in the order in which they come

pub fn sequential(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let first = web::get_blocking(a)?;
    let second = web::get_blocking(b)?;
    Ok((first, second))
}

pub fn threaded(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (tx, rx) = std::sync::mpsc::channel();
    let mut threads = Vec::new();
    for url in [a.to_string(), b.to_string()] {
        let tx = tx.clone();
        threads.push(std::thread::spawn(move || {
            tx.send(web::get_blocking(&url)).unwrap()
        }));
    }
    let one = rx.recv().unwrap();
    let other = rx.recv().unwrap();
    for thread in threads {
        thread.join().unwrap();
    }
    Ok((one?, other?))
}

pub async fn concurrent(a: &str, b: &str) -> Result<(String, String), web::Error> {
    let (first, second) = tokio::join!(web::get(a), web::get(b));
    Ok((first?, second?))
}
