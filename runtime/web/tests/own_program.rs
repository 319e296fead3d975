//! A program of a student, without any check: a process of its own, because nothing may have set the stage.

#[test]
fn there_are_pages_without_a_check() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap();
    runtime.block_on(async {
        let begin = tokio::time::Instant::now();
        let (slow, quick) = tokio::join!(web::get("/slow"), web::get("/quick"));
        assert!(slow.is_ok() && quick.is_ok());
        assert_eq!(begin.elapsed().as_millis(), 200);
        assert!(web::get("/news").await.is_ok());
        assert!(web::get("/broken").await.is_err());
        assert!(web::get("/nowhere").await.is_err());
    });
}
