//! Finds the statics of some crates in a program: where their bytes lie, so that a model can put them back before each of its
//! executions.
//!
//! The linker's table of symbols has them all, private ones too; the names say whose they are.

use super::error::SandboxError;
use object::{
    Endianness,
    elf::{self, FileHeader64},
    read::elf::{FileHeader, ProgramHeader, SectionHeader, Sym},
};
use std::{io, ops::Range, path::Path};

/// Bytes of statics that are put back before each execution, of which there may be 100,000. So many take a millisecond.
const MOST: u64 = 1024 * 1024;

/// The statics of these crates that can be written, counted from where the program is loaded.
pub(super) fn statics(program: &Path, crates: &[String]) -> Result<Vec<Range<u64>>, SandboxError> {
    if crates.is_empty() || cfg!(not(target_os = "linux")) {
        return Ok(Vec::new());
    }
    let broken = |source: io::Error| SandboxError::Product {
        path: program.to_owned(),
        source,
    };
    let bytes = std::fs::read(program).map_err(broken)?;
    let found = in_program(&bytes, crates).map_err(|error| broken(io::Error::other(error)))?;
    let size: u64 = found.iter().map(|range| range.end - range.start).sum();
    if size > MOST {
        return Err(SandboxError::Statics { size, most: MOST });
    }
    Ok(found)
}

fn in_program(bytes: &[u8], crates: &[String]) -> object::Result<Vec<Range<u64>>> {
    let header = FileHeader64::<Endianness>::parse(bytes)?;
    let endian = header.endian()?;
    let segments = header.program_headers(endian, bytes)?.iter();
    let loaded = segments.filter(|segment| segment.p_type(endian) == elf::PT_LOAD);
    let start = loaded
        .map(|segment| segment.p_vaddr(endian))
        .min()
        .unwrap_or(0);
    let sections = header.sections(endian, bytes)?;
    let symbols = sections.symbols(endian, bytes, elf::SHT_SYMTAB)?;
    let mut found = Vec::new();
    for (index, symbol) in symbols.enumerate() {
        if symbol.st_type() != elf::STT_OBJECT || symbol.is_undefined(endian) {
            continue;
        }
        let Some(section) = symbols.symbol_section(endian, symbol, index)? else {
            continue;
        };
        let section = sections.section(section)?;
        let name = symbols.symbol_name(endian, symbol)?;
        let is_own = crates.iter().any(|own| is_of(name, own));
        if !is_own || !can_be_written(sections.section_name(endian, section)?) {
            continue;
        }
        let (first, size) = (symbol.st_value(endian), symbol.st_size(endian));
        let inside = section.sh_addr(endian)
            ..section
                .sh_addr(endian)
                .saturating_add(section.sh_size(endian));
        let end = first.saturating_add(size);
        if size > 0 && first >= inside.start.max(start) && end <= inside.end {
            found.push(first - start..end - start);
        }
    }
    Ok(found)
}

/// Statics that nobody changes lie elsewhere, and the loader lets nobody write there.
fn can_be_written(section: &[u8]) -> bool {
    let is = |name: &[u8]| {
        section
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest[0] == b'.')
    };
    (is(b".data") && !section.starts_with(b".data.rel.ro")) || is(b".bss")
}

/// Whether a static of this crate has this name. In both of rustc's schemes names are paths from the root of a crate, whose
/// name has its length before it. A static in a method of a trait has the names of type and trait before its own, and one of the
/// two belongs to the crate.
fn is_of(symbol: &[u8], own: &str) -> bool {
    let with_length = format!("{}{own}", own.len());
    let text = String::from_utf8_lossy(symbol);
    if let Some(path) = text.strip_prefix("_ZN") {
        let digits = path
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(0);
        let length = path[..digits].parse().unwrap_or(0);
        let first = path[digits..].get(..length).unwrap_or_default();
        return first == own || (first.starts_with("_$LT$") && is_root_in(first, own));
    }
    // The root is told from modules by a `C`, which the crate's own number follows.
    text.starts_with("_R")
        && text.match_indices(&with_length).any(|(at, _)| {
            let before = &text[..at];
            before.ends_with('C')
                || before.strip_suffix('_').is_some_and(|before| {
                    let rest =
                        before.trim_end_matches(|letter: char| letter.is_ascii_alphanumeric());
                    before[rest.len()..].contains("Cs")
                })
        })
}

/// Whether a path in a type begins with the crate: `own..Name`, and not as a module of another.
fn is_root_in(types: &str, own: &str) -> bool {
    types.match_indices(&format!("{own}..")).any(|(at, _)| {
        let before = types[..at].chars().next_back();
        before.is_none_or(|letter| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    const LIBRARY: &str = r#"
        use std::{cell::UnsafeCell, ops::AddAssign, sync::{Mutex, OnceLock}};
        pub static mut PLAIN: u32 = 0;
        static LOCK: Mutex<u32> = Mutex::new(5);
        static mut ARRAY: [u8; 40] = [3; 40];
        pub struct Own(UnsafeCell<u32>);
        unsafe impl Sync for Own {}
        static CELL: Own = Own(UnsafeCell::new(7));
        static ONCE: OnceLock<u32> = OnceLock::new();
        static mut SLICE: &mut [u8] = &mut [1, 2, 3];
        pub static TEXT: &str = "not to be written";
        mod inner { pub fn f<T>() { static mut GENERIC: u32 = 6; unsafe { GENERIC += 1 } } }
        impl Clone for Own { fn clone(&self) -> Own { static mut OF_TYPE: u64 = 1; unsafe { OF_TYPE += 1 } Own(UnsafeCell::new(1)) } }
        pub trait Trait { fn f(&self); }
        impl<T> Trait for Mutex<T> { fn f(&self) { static mut OF_TRAIT: u64 = 1; unsafe { OF_TRAIT += 1 } } }
        impl AddAssign<&Own> for Vec<Own> { fn add_assign(&mut self, _: &Own) { static mut OF_OTHER: u64 = 1; unsafe { OF_OTHER += 1 } } }
        pub fn all() -> usize {
            unsafe { PLAIN += 1; ARRAY[0] += 1; *CELL.0.get() += 1; SLICE[0] += 1; }
            let closure = || { static mut CLOSED: u8 = 1; unsafe { CLOSED += 1 } };
            closure();
            inner::f::<u8>();
            let mut many = vec![CELL.clone()];
            many += &CELL;
            LOCK.f();
            *ONCE.get_or_init(|| 3) as usize + TEXT.len()
        }
    "#;

    const PROGRAM: &str = "static mut MINE: u8 = 1; fn main() { unsafe { MINE += 1 } println!(\"{}\", counter::all()); }";

    /// The names of the statics that are found in a program, compiled as the grader compiles checks.
    fn found(mangling: &str) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let compile = |file: &str, text: &str, more: &[&str]| {
            std::fs::write(folder.path().join(file), text).unwrap();
            let scheme = format!("-Csymbol-mangling-version={mangling}");
            let mut rustc = Command::new("rustc");
            rustc.current_dir(&folder).env("RUSTC_BOOTSTRAP", "1");
            rustc.args([
                "--edition=2024",
                "--cap-lints=allow",
                "-Zunstable-options",
                "-L.",
                file,
                &scheme,
            ]);
            let done = rustc.args(more).output().unwrap();
            assert!(done.status.success(), "{done:?}");
        };
        compile("counter.rs", LIBRARY, &["--crate-type=rlib"]);
        compile("check.rs", PROGRAM, &["--extern=counter"]);
        let program = folder.path().join("check");
        let crates = ["check".to_owned(), "counter".to_owned()];
        let ranges = statics(&program, &crates).unwrap();
        let bytes = std::fs::read(program).unwrap();
        let header = FileHeader64::<Endianness>::parse(&*bytes).unwrap();
        let endian = header.endian().unwrap();
        let sections = header.sections(endian, &*bytes).unwrap();
        let symbols = sections.symbols(endian, &*bytes, elf::SHT_SYMTAB).unwrap();
        let at = |range: &Range<u64>| {
            let mut all = symbols.iter();
            let symbol = all.find(|symbol| {
                symbol.st_type() == elf::STT_OBJECT
                    && symbol.st_value(endian) == range.start
                    && symbol.st_size(endian) > 0
            });
            let name = symbols.symbol_name(endian, symbol.unwrap()).unwrap();
            String::from_utf8_lossy(name).into_owned()
        };
        ranges.iter().map(at).collect()
    }

    #[test]
    fn all_statics_of_a_crate_are_found_and_no_others() {
        let names = [
            "PLAIN", "LOCK", "ARRAY", "CELL", "ONCE", "SLICE", "GENERIC", "OF_TYPE", "OF_TRAIT",
            "OF_OTHER", "CLOSED", "MINE",
        ];
        for mangling in ["legacy", "v0"] {
            let found = found(mangling);
            for name in names {
                let is_there = found
                    .iter()
                    .any(|symbol| symbol.contains(&format!("{}{name}", name.len())));
                assert!(is_there, "{mangling}: {name} is not among {found:?}");
            }
            // What the slice borrows is one more.
            assert_eq!(found.len(), names.len() + 1, "{mangling}: {found:?}");
        }
    }

    #[test]
    fn names_of_others_are_told_apart() {
        for (name, is_own) in [
            ("_ZN7counter5COUNT17h0123456789abcdefE", true),
            ("_ZN3std7counter5COUNT17h0123456789abcdefE", false),
            ("_ZN8counters5COUNT17h0123456789abcdefE", false),
            (
                "_ZN49_$LT$counter..S$u20$as$u20$core..clone..Clone$GT$5clone1Z17hE",
                true,
            ),
            (
                "_ZN49_$LT$other..counter..S$u20$as$u20$core..clone..Clone$GT$5clone1Z17hE",
                false,
            ),
            ("_RNvCsgNPqsF1wBY5_7counter4LOCK", true),
            ("_RNvNtCsgNPqsF1wBY5_3std7counter4LOCK", false),
            ("_RNvNtCsgNPqsF1wBY5_3stds_7counter4LOCK", false),
            ("counter", false),
        ] {
            assert_eq!(is_of(name.as_bytes(), "counter"), is_own, "{name}");
        }
    }

    #[test]
    fn what_is_no_program_is_told() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let found = statics(file.path(), &["counter".to_owned()]);
        assert_eq!(found.is_err(), cfg!(target_os = "linux"));
        assert!(statics(file.path(), &[]).unwrap().is_empty());
    }
}
