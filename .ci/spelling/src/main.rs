//! Finds misspelt words in all files that git knows: `cargo run --manifest-path .ci/spelling/Cargo.toml`. The dictionary is
//! that of `typos`; this runs where that program is not installed, and takes a minute of processor time to compile.

use std::{
    borrow::Cow,
    fs,
    process::{Command, ExitCode},
};
use typos::{
    Dictionary, Status,
    tokens::{Identifier, TokenizerBuilder, Word},
};
use unicase::UniCase;

/// Words that the dictionary takes for misspelt ones and that are none here.
const FINE: [&str; 7] = [
    // Parts of names: relocations of an ELF file, a mode of `umask`, a flag of an atomic in a test, bytes in a test.
    "rela", "woth", "setted", "ba", // "Look-alikes".
    "alikes", // A name in a test of what begins like another.
    "librarys", "pionts",
];

/// Files whose misspelt words are their point: they test what is said about them.
const MISSPELT_ON_PURPOSE: [&str; 3] = [
    "tests/it/bad_input.rs",
    "tests/it/course_faults.rs",
    "tests/it/course_text.rs",
];

struct English;

impl Dictionary for English {
    fn correct_ident<'s>(&'s self, _: Identifier<'_>) -> Option<Status<'s>> {
        None
    }

    fn correct_word<'s>(&'s self, word: Word<'_>) -> Option<Status<'s>> {
        let word = UniCase::new(word.token());
        if FINE.iter().any(|fine| UniCase::new(*fine) == word) {
            return Some(Status::Valid);
        }
        let better = typos_dict::WORD.find(&word)?;
        let better = better.iter().map(|word| Cow::Borrowed(*word));
        Some(Status::Corrections(better.collect()))
    }
}

fn main() -> ExitCode {
    let listed = Command::new("git").args(["ls-files", "-z"]).output();
    let listed = listed.expect("git lists the files of the folder that this runs in");
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let files = listed.split('\0').filter(|file| !file.is_empty());
    let files =
        files.filter(|file| !MISSPELT_ON_PURPOSE.contains(file) && !file.ends_with(".lock"));
    let tokenizer = TokenizerBuilder::new().build();
    let (mut read, mut found) = (0, 0);
    for file in files {
        // What is no text has no words.
        let Ok(text) = fs::read_to_string(file) else {
            continue;
        };
        read += 1;
        for typo in typos::check_str(&text, &tokenizer, &English) {
            let line = text[..typo.byte_offset].matches('\n').count() + 1;
            let Status::Corrections(better) = typo.corrections else {
                continue;
            };
            println!(
                "{file}:{line}: `{}` should be {}",
                typo.typo,
                better.join(" or ")
            );
            found += 1;
        }
    }
    println!("{read} files, {found} misspelt words");
    ExitCode::from(u8::from(found > 0 || read == 0))
}
