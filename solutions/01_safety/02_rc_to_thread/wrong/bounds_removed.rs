// fails: an Rc cannot cross - drops Send and Sync from the signature, and with them the thread

use std::fmt::Display;
use std::sync::Arc;

pub fn show_from_thread<T>(value: Arc<T>) -> String
where
    T: Display,
{
    format!("val = {}", value)
}
