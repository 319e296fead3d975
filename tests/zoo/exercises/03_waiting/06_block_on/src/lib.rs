use std::future::Future;

pub fn block_on<F: Future>(_future: F) -> F::Output {
    todo!()
}
