pub struct Lock;

impl Lock {
    pub fn new() -> Lock {
        Lock
    }

    pub fn lock(&self, _me: usize) {
        todo!()
    }

    pub fn unlock(&self, _me: usize) {
        todo!()
    }
}
