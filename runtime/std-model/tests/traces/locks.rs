//! Locks that nobody gives back.

use crate::std;
use std::sync::{Arc, Mutex, RwLock, mpsc};
use std::thread;

pub fn locked_again() {
    let lock = Mutex::new(0_u32);
    let _held = lock.lock().unwrap();
    let _again = lock.lock().unwrap();
}

pub fn read_again_beside_a_writer() {
    let here = Arc::new(RwLock::new(0_u32));
    let there = here.clone();
    let writer = thread::spawn(move || *there.write().unwrap() += 1);
    let one = here.read().unwrap();
    let two = here.read().unwrap();
    drop((one, two));
    writer.join().unwrap();
}

pub fn each_other() {
    let here = Arc::new((Mutex::new(0_u32), Mutex::new(0_u32)));
    let there = here.clone();
    let thread = thread::spawn(move || {
        let _second = there.1.lock().unwrap();
        let _first = there.0.lock().unwrap();
    });
    {
        let _first = here.0.lock().unwrap();
        let _second = here.1.lock().unwrap();
    }
    thread.join().unwrap();
}

pub fn philosophers() {
    let forks: Arc<Vec<Mutex<()>>> = Arc::new((0..3).map(|_| Mutex::new(())).collect());
    let eat = |forks: &[Mutex<()>], seat: usize| {
        let _left = forks[seat].lock().unwrap();
        let _right = forks[(seat + 1) % 3].lock().unwrap();
    };
    let threads = [0, 1].map(|seat| {
        let forks = forks.clone();
        let name = format!("philosopher {seat}");
        let builder = thread::Builder::new().name(name);
        builder.spawn(move || eat(&forks, seat)).unwrap()
    });
    eat(&forks, 2);
    for thread in threads {
        thread.join().unwrap();
    }
}

pub fn held_while_joining() {
    let here = Arc::new(Mutex::new(Vec::<u32>::new()));
    let there = here.clone();
    let thread = thread::spawn(move || there.lock().unwrap().push(1));
    let _held = here.lock().unwrap();
    thread.join().unwrap();
}

pub fn held_while_receiving() {
    let here = Arc::new(Mutex::new(0_u32));
    let there = here.clone();
    let (sender, receiver) = mpsc::channel::<u32>();
    let _sends = thread::spawn(move || {
        let value = *there.lock().unwrap();
        sender.send(value).unwrap();
    });
    let mut held = here.lock().unwrap();
    *held = receiver.recv().unwrap();
}

pub fn ended_with_the_lock() {
    let here = Arc::new(Mutex::new(0_u32));
    let there = here.clone();
    let thread = thread::spawn(move || ::std::mem::forget(there.lock().unwrap()));
    thread.join().unwrap();
    *here.lock().unwrap() += 1;
}
