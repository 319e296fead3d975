pub struct RwLock;

impl RwLock {
    pub fn new() -> RwLock {
        RwLock
    }

    pub fn read(&self) {
        todo!()
    }

    pub fn end_read(&self) {
        todo!()
    }

    pub fn write(&self) {
        todo!()
    }

    pub fn end_write(&self) {
        todo!()
    }
}
