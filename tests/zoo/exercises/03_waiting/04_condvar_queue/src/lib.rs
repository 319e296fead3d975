pub struct Queue<T>(Vec<T>);

impl<T> Queue<T> {
    pub fn new(_capacity: usize) -> Queue<T> {
        Queue(Vec::new())
    }

    pub fn push(&self, _value: T) {
        todo!()
    }

    pub fn pop(&self) -> T {
        todo!()
    }
}
