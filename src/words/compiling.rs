//! What came of compiling, in words.

use super::endings;
use crate::model::{CompilerSaid, Compiling, FirstError, OddProduct, Unaccepted};

/// Why something did not compile.
pub fn sentence(what: &Compiling) -> String {
    match what {
        Compiling::Fails { first, errors } => {
            let count = match errors {
                1 => String::new(),
                more => format!(" (the first of {more} errors)"),
            };
            format!("Your code does not compile: {}{count}.", in_short(first))
        }
        Compiling::Silent { ending, printed } => format!(
            "rustc {} without an error message: {printed}",
            endings::plainly(*ending)
        ),
        Compiling::Stopped { ending, seconds } => {
            endings::of_a_compiler(*ending, *seconds).unwrap_or_default()
        }
        Compiling::Unlinked(complaint) => {
            format!("Your code compiles, but cannot be linked to a program: {complaint}.")
        }
        Compiling::NotUnderLookAlike(what) => format!(
            "Your code compiles, but not against the std that the model checker runs it under: {}",
            said(what)
        ),
        Compiling::ContractMissed(first) => format!(
            "Names or types of your code differ from what the exercise asks for, so the check cannot call it. \
             The compiler says: {}.",
            in_short(first)
        ),
        Compiling::ProgramRejected(FirstError { code, message }) => {
            let heading = match code {
                Some(code) => format!("error[{code}]"),
                None => "error".to_owned(),
            };
            format!("A program that must compile with your code does not: {heading}: {message}")
        }
        Compiling::CheckSilent(printed) => format!("The check could not be compiled: {printed}"),
        Compiling::ProgramSilent(printed) => format!("A program could not be compiled: {printed}"),
        Compiling::SnippetSilent { snippet, ending } => format!(
            "The snippet `{snippet}` could not be compiled: rustc {}.",
            endings::plainly(*ending)
        ),
        Compiling::TrybuildBroke { ending, printed } => {
            format!("trybuild {}: {printed}", endings::plainly(*ending))
        }
    }
}

/// Why code that compiles is not accepted.
pub fn not_accepted(what: &Unaccepted) -> String {
    match what {
        Unaccepted::ReadsFile(file) => {
            format!("Your code makes the compiler read {file}, which was not handed in.")
        }
        Unaccepted::ReadsVariable(name) => format!(
            "Your code reads the variable {name} from the compiler's environment, so it would differ from one machine to the next."
        ),
        Unaccepted::Unsafe => {
            "The keyword `unsafe` stands in your code, and this exercise is to be solved without it.".to_owned()
        }
        Unaccepted::Contains(product) => format!(
            "Your code contains {}. Ordinary Rust has no need of that, and it is not accepted.",
            odd(product)
        ),
    }
}

/// Letters of what is odd about a product; a name may have any number.
const LONGEST: usize = 200;

/// What is odd about what the compiler made of code.
pub fn odd(product: &OddProduct) -> String {
    let what = match product {
        OddProduct::TooLarge(mib) => format!("more than {mib} MiB once it is compiled"),
        OddProduct::Assembly => "assembly".to_owned(),
        OddProduct::UnreadableLibrary => "a library that cannot be read".to_owned(),
        OddProduct::ForeignFile(name) => format!("a foreign file, {name}"),
        OddProduct::UnknownObject => "an object file of an unknown kind".to_owned(),
        OddProduct::UnreadableObject(why) => {
            format!("an object file that cannot be read ({why})")
        }
        OddProduct::Section(name) => format!("the section {name}"),
        OddProduct::GlobalName(name) => {
            format!("the global name `{name}`, which could take the place of another library's")
        }
    };
    match what.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} …", &what[..end]),
        None => what,
    }
}

/// What a compiler left behind that did not succeed.
pub fn said(what: &CompilerSaid) -> String {
    match what {
        CompilerSaid::Error(rendered) => rendered.clone(),
        CompilerSaid::Nothing { ending, printed } => {
            format!("rustc {}: {printed}", endings::plainly(*ending))
        }
    }
}

/// An error's code and message.
pub(super) fn in_short(FirstError { code, message }: &FirstError) -> String {
    match code {
        Some(code) => format!("{code}: {message}"),
        None => message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Ending;

    fn first(code: Option<&str>) -> FirstError {
        FirstError {
            code: code.map(str::to_owned),
            message: "mismatched types".to_owned(),
        }
    }

    #[test]
    fn a_first_error_is_told_with_its_code_and_how_many_there_are() {
        let fails = |code, errors| {
            let first = first(code);
            sentence(&Compiling::Fails { first, errors })
        };
        assert_eq!(
            fails(Some("E0308"), 1),
            "Your code does not compile: E0308: mismatched types."
        );
        assert_eq!(
            fails(None, 3),
            "Your code does not compile: mismatched types (the first of 3 errors)."
        );
    }

    #[test]
    fn a_missed_contract_and_a_rejected_program_are_told_in_the_compilers_words() {
        assert_eq!(
            sentence(&Compiling::ContractMissed(first(Some("E0308")))),
            "Names or types of your code differ from what the exercise asks for, so the check cannot call it. \
             The compiler says: E0308: mismatched types."
        );
        assert_eq!(
            sentence(&Compiling::ProgramRejected(first(Some("E0308")))),
            "A program that must compile with your code does not: error[E0308]: mismatched types"
        );
        assert_eq!(
            sentence(&Compiling::ProgramRejected(first(None))),
            "A program that must compile with your code does not: error: mismatched types"
        );
    }

    #[test]
    fn a_compiler_that_came_to_no_result_is_quoted() {
        let ending = Ending::Exited(101);
        let printed = "oh".to_owned();
        let table = [
            (
                Compiling::Stopped {
                    ending: Ending::TimedOut { busy: true },
                    seconds: 40,
                },
                "Compiling took longer than 40 s and was stopped: an endless macro or constant?",
            ),
            (
                Compiling::Silent {
                    ending,
                    printed: printed.clone(),
                },
                "rustc ended with exit code 101 without an error message: oh",
            ),
            (
                Compiling::Unlinked("undefined symbol: gone".to_owned()),
                "Your code compiles, but cannot be linked to a program: undefined symbol: gone.",
            ),
            (
                Compiling::NotUnderLookAlike(CompilerSaid::Nothing {
                    ending,
                    printed: printed.clone(),
                }),
                "Your code compiles, but not against the std that the model checker runs it under: rustc ended with exit code 101: oh",
            ),
            (
                Compiling::CheckSilent(printed.clone()),
                "The check could not be compiled: oh",
            ),
            (
                Compiling::ProgramSilent(printed.clone()),
                "A program could not be compiled: oh",
            ),
            (
                Compiling::SnippetSilent {
                    snippet: "a".to_owned(),
                    ending,
                },
                "The snippet `a` could not be compiled: rustc ended with exit code 101.",
            ),
            (
                Compiling::TrybuildBroke { ending, printed },
                "trybuild ended with exit code 101: oh",
            ),
        ];
        for (what, expected) in table {
            assert_eq!(sentence(&what), expected);
        }
    }

    #[test]
    fn what_is_not_accepted_is_named() {
        let table = [
            (
                Unaccepted::ReadsFile("/etc/passwd".to_owned()),
                "Your code makes the compiler read /etc/passwd, which was not handed in.",
            ),
            (
                Unaccepted::ReadsVariable("HOME".to_owned()),
                "Your code reads the variable HOME from the compiler's environment, so it would differ from one machine to the next.",
            ),
            (
                Unaccepted::Unsafe,
                "The keyword `unsafe` stands in your code, and this exercise is to be solved without it.",
            ),
            (
                Unaccepted::Contains(OddProduct::GlobalName("read".to_owned())),
                "Your code contains the global name `read`, which could take the place of another library's. \
                 Ordinary Rust has no need of that, and it is not accepted.",
            ),
        ];
        for (what, expected) in table {
            assert_eq!(not_accepted(&what), expected);
        }
        let long = odd(&OddProduct::Section("x".repeat(1000)));
        assert_eq!(long.chars().count(), LONGEST + 2);
    }
}
