pub struct Lock;

impl Lock {
    pub fn new() -> Lock {
        Lock
    }

    pub fn lock(&self) {
        todo!()
    }

    pub fn unlock(&self) {
        todo!()
    }
}
