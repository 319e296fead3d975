// for: answer; status: fail; says: does not compile|crate type|differ|could not; open: nothing
#![crate_type = "proc-macro"]
extern crate proc_macro;
#[proc_macro]
pub fn attack(_: proc_macro::TokenStream) -> proc_macro::TokenStream { std::fs::write("@ROOT@/@MARK@-macro", "").unwrap(); panic!() }
