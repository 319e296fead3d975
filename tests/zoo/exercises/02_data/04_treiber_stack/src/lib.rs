pub struct Stack<T>(Vec<T>);

impl<T> Stack<T> {
    pub fn new() -> Stack<T> {
        Stack(Vec::new())
    }

    pub fn push(&self, _value: T) {
        todo!()
    }

    pub fn pop(&self) -> Option<T> {
        todo!()
    }
}
