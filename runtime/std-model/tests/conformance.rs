//! The same programs run against the real std and, in every interleaving, against the look-alike. Each case holds
//! guarantees or examples of std's documentation; it passes when nothing in it panics on either side.

#![allow(deprecated, unused_must_use, clippy::all)]

use kit_wire::sealed::Bounds;

type Cases = &'static [(&'static str, fn())];

macro_rules! cases {
    ($($name:ident $body:block)*) => {
        $(fn $name() $body)*
        pub const CASES: &[(&str, fn())] = &[$((stringify!($name), $name)),*];
    };
}

macro_rules! both {
    ($($module:ident)*) => {
        mod real {
            $(pub mod $module {
                #[allow(unused_imports)]
                use ::std;
                include!(concat!("conformance/", stringify!($module), ".rs"));
            })*
        }
        mod modelled {
            $(pub mod $module {
                use ::std_model as std;
                include!(concat!("conformance/", stringify!($module), ".rs"));
            })*
        }
        $(
            #[test]
            fn $module() {
                check(stringify!($module), real::$module::CASES, modelled::$module::CASES);
            }
        )*

        #[test]
        fn there_are_at_least_250_cases() {
            let cases: usize = [$(real::$module::CASES.len()),*].iter().sum();
            println!("{cases} cases");
            assert!(cases >= 250, "{cases} cases");
        }
    };
}

both!(integers others locks lazies channels threads cells);

fn check(group: &str, real: Cases, modelled: Cases) {
    let mut failed = Vec::new();
    for ((name, real), (_, modelled)) in real.iter().zip(modelled) {
        if std::thread::spawn(*real).join().is_err() {
            failed.push(format!("{group}::{name}: panics against the real std"));
        }
        let bounds = Bounds {
            preemptions: Some(2),
            executions: 20_000,
            ..Bounds::default()
        };
        let report = std_model::model::explore(&bounds, *modelled);
        if let Some(what) = report.unsupported {
            failed.push(format!("{group}::{name}: {what}"));
        }
        if let Some(failure) = report.failure {
            failed.push(format!(
                "{group}::{name}: {} at {:?}",
                failure.message, failure.place
            ));
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {} cases:\n{}",
        failed.len(),
        real.len(),
        failed.join("\n")
    );
}
