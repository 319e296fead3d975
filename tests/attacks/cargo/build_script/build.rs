fn main() { println!("cargo::rustc-cfg=from_build_script"); std::fs::write("@ROOT@/@MARK@-build", "").unwrap(); }
