pub struct Ring<T>(Vec<T>);

impl<T> Ring<T> {
    pub fn new(_capacity: usize) -> Ring<T> {
        Ring(Vec::new())
    }

    pub fn push(&self, _value: T) -> Result<(), T> {
        todo!()
    }

    pub fn pop(&self) -> Option<T> {
        todo!()
    }
}
