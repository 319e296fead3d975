pub struct Barrier;

impl Barrier {
    pub fn new(_threads: usize) -> Barrier {
        Barrier
    }

    pub fn wait(&self) -> bool {
        todo!()
    }
}
