// fails: a thread for each greeting - no threads at all

use std::fmt::Display;
use std::sync::Arc;

pub fn greet_all<N>(name: Arc<N>, n: usize) -> Vec<String>
where
    N: Display + Send + Sync + 'static,
{
    (1..=n).map(|i| format!("Hi {} from {}", name, i)).collect()
}
