// fails: name is shared between threads - drops the bounds that the compiler asked for, and the threads with them

use std::fmt::Display;
use std::sync::Arc;

pub fn greet_all<N: Display>(name: Arc<N>, n: usize) -> Vec<String> {
    (1..=n).map(|i| format!("Hi {} from {}", name, i)).collect()
}
