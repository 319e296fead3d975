// for: case; status: fail; says: environment; open: nothing
pub struct Here<const CARGO: bool>;
pub trait Inside { type Of; }
impl Inside for Here<true> { type Of = std::cell::Cell<u32>; }
impl Inside for Here<false> { type Of = u32; }
pub struct Local(pub <Here<{ option_env!("CARGO_PKG_NAME").is_some() }> as Inside>::Of);
