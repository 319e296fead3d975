fn main(){ let r = std_model::model::explore(&kit_wire::sealed::Bounds::default(), || { let h = std_model::thread::spawn(|| 1); h.join().unwrap(); }); println!("{:?}", r); }
