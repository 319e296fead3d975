//! `--seed`: what everything drawn by chance begins with.

use clap::Args;

/// The option, for every command that grades.
#[derive(Args)]
pub(super) struct Seed {
    /// Seed of everything that is drawn by chance: a number, or `fresh` for one that nobody can have prepared for.
    /// Reports record it, so that the same number gives the same verdicts again
    #[arg(long, default_value = "42", value_name = "NUMBER|fresh", value_parser = read_seed)]
    pub(super) seed: u64,
}

/// A seed as it is written on the command line.
fn read_seed(word: &str) -> Result<u64, String> {
    if word != "fresh" {
        return word
            .parse()
            .map_err(|_| "a seed is a whole number, or `fresh`".to_owned());
    }
    // 32 bits: enough, and exact in every JSON reader.
    let drawn =
        getrandom::u32().map_err(|error| format!("the system gave no random seed: {error}"))?;
    Ok(u64::from(drawn))
}
