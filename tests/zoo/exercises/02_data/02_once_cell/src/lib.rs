pub struct OnceCell<T>(Option<T>);

impl<T> OnceCell<T> {
    pub fn new() -> OnceCell<T> {
        OnceCell(None)
    }

    pub fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }

    pub fn get_or_init(&self, _make: impl FnOnce() -> T) -> &T {
        todo!()
    }
}
