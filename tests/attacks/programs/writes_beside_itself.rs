// for: runs; status: fail; says: nothing written; open: nothing
pub fn answer(_: u32) -> u32 {
    let places = [std::env::temp_dir(), ".".into(), "/tmp".into(), "@ROOT@/tmp".into(), "@COURSE@".into()];
    for place in places { assert!(std::fs::write(place.join("@MARK@"), "here").is_err(), "written to {place:?}") }
    panic!("nothing written")
}
