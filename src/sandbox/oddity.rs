//! Looks at what the compiler made of student code before anything runs it. Reading the source tells what was written;
//! this tells what came of it, and so does not depend on anybody's idea of what Rust can express.
//!
//! Ordinary Rust becomes functions and data. What runs without being called (`.init_array` and its like, indirect
//! functions), what takes the place of another library's function (a plain global name) and what a linker does not
//! know as code or data is refused in every exercise; assembly where `unsafe` is forbidden.

use super::error::SandboxError;
use crate::model::{OddProduct, Product};
use object::{
    Endianness, FileKind,
    elf::{self, FileHeader32, FileHeader64},
    read::{
        archive::ArchiveFile,
        elf::{FileHeader, SectionHeader, Sym},
    },
};
use std::{fs::File, io::Read, path::Path};

/// Bytes of a library, or of the compiler's account of it. The largest honest ones have one or two million.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Sections of ordinary code and data, by name; what follows a dot (`.text.name`) belongs to the name before it.
const SECTIONS: [&str; 18] = [
    "",
    ".text",
    ".rodata",
    ".data",
    ".bss",
    ".tdata",
    ".tbss",
    ".eh_frame",
    ".gcc_except_table",
    ".rela",
    ".rel",
    ".symtab",
    ".symtab_shndx",
    ".strtab",
    ".shstrtab",
    ".comment",
    ".note.GNU-stack",
    ".group",
];

/// Bitcode for a later optimisation, which only compilers read.
const BITCODE: [&str; 2] = [".llvmbc", ".llvmcmd"];

/// What such sections are to the linker.
const SECTION_TYPES: [u32; 11] = [
    elf::SHT_NULL.0,
    elf::SHT_PROGBITS.0,
    elf::SHT_NOBITS.0,
    elf::SHT_SYMTAB.0,
    elf::SHT_SYMTAB_SHNDX.0,
    elf::SHT_STRTAB.0,
    elf::SHT_RELA.0,
    elf::SHT_REL.0,
    elf::SHT_GROUP.0,
    elf::SHT_NOTE.0,
    elf::SHT_X86_64_UNWIND.0,
];

/// How names begin that no other library uses: Rust's own, and the pointer to its unwinder.
const OWN_NAMES: [&str; 3] = ["_ZN", "_R", "DW.ref.rust_eh_personality"];

/// What is odd about a product. `None`: nothing.
pub(super) fn oddity(product: &Product) -> Result<Option<OddProduct>, SandboxError> {
    let Some(objects) = read(&product.objects)? else {
        return Ok(Some(too_large()));
    };
    if let Some(odd) = odd_objects(&objects, product.is_program) {
        return Ok(Some(odd));
    }
    let Some(mir) = &product.mir else {
        return Ok(None);
    };
    Ok(match read(mir)? {
        None => Some(too_large()),
        Some(mir) => has_assembly(&mir).then_some(OddProduct::Assembly),
    })
}

fn too_large() -> OddProduct {
    OddProduct::TooLarge(LARGEST >> 20)
}

/// A file's bytes; `None`: there are more than [`LARGEST`].
fn read(path: &Path) -> Result<Option<Vec<u8>>, SandboxError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|source| SandboxError::Product {
            path: path.to_owned(),
            source,
        })?;
    Ok((bytes.len() as u64 <= LARGEST).then_some(bytes))
}

/// The compiler's account of each function (MIR) names assembly at the beginning of a line; strings never begin one.
fn has_assembly(mir: &[u8]) -> bool {
    mir.split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_start)
        .any(|line| line.starts_with(b"asm!(") || line.starts_with(b"naked_asm!("))
}

/// Looks at one object file, or at all of a library.
fn odd_objects(bytes: &[u8], is_program: bool) -> Option<OddProduct> {
    if !matches!(FileKind::parse(bytes), Ok(FileKind::Archive)) {
        return odd_object(bytes, is_program);
    }
    let unreadable = || Some(OddProduct::UnreadableLibrary);
    let Ok(archive) = ArchiveFile::parse(bytes) else {
        return unreadable();
    };
    for member in archive.members() {
        let Ok((name, data)) = member.and_then(|member| Ok((member.name(), member.data(bytes)?)))
        else {
            return unreadable();
        };
        let odd = match name {
            b"lib.rmeta" => None,
            _ if name.ends_with(b".rcgu.o") => odd_object(data, is_program),
            _ => Some(OddProduct::ForeignFile(name.escape_ascii().to_string())),
        };
        if odd.is_some() {
            return odd;
        }
    }
    None
}

fn odd_object(bytes: &[u8], is_program: bool) -> Option<OddProduct> {
    let odd = match FileKind::parse(bytes) {
        Ok(FileKind::Elf64) => odd_elf::<FileHeader64<Endianness>>(bytes, is_program),
        Ok(FileKind::Elf32) => odd_elf::<FileHeader32<Endianness>>(bytes, is_program),
        // Where programs have another format, there are no jails either, and only one's own work is graded.
        _ if cfg!(not(target_os = "linux")) => Ok(None),
        _ => Ok(Some(OddProduct::UnknownObject)),
    };
    odd.unwrap_or_else(|error| Some(OddProduct::UnreadableObject(error.to_string())))
}

fn odd_elf<H: FileHeader<Endian = Endianness>>(
    bytes: &[u8],
    is_program: bool,
) -> object::Result<Option<OddProduct>> {
    let header = H::parse(bytes)?;
    let endian = header.endian()?;
    let sections = header.sections(endian, bytes)?;
    for section in sections.iter() {
        let name = sections.section_name(endian, section)?;
        if !is_ordinary(name) || !SECTION_TYPES.contains(&section.sh_type(endian).0) {
            return Ok(Some(OddProduct::Section(name.escape_ascii().to_string())));
        }
    }
    let symbols = sections.symbols(endian, bytes, elf::SHT_SYMTAB)?;
    for symbol in symbols.iter() {
        let name = symbols.symbol_name(endian, symbol)?;
        let is_indirect = symbol.st_type() == elf::STT_GNU_IFUNC;
        let is_exported = symbol.st_bind() != elf::STB_LOCAL && !symbol.is_undefined(endian);
        if is_indirect || (is_exported && !is_own(name, is_program)) {
            return Ok(Some(OddProduct::GlobalName(
                name.escape_ascii().to_string(),
            )));
        }
    }
    Ok(None)
}

fn is_ordinary(section: &[u8]) -> bool {
    let is_part = |of: &&str| {
        let rest = section.strip_prefix(of.as_bytes());
        rest.is_some_and(|rest| rest.is_empty() || (!of.is_empty() && rest[0] == b'.'))
    };
    SECTIONS.iter().chain(&BITCODE).any(is_part)
}

fn is_own(name: &[u8], is_program: bool) -> bool {
    let is_main = is_program && name == b"main";
    is_main || OWN_NAMES.iter().any(|own| name.starts_with(own.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    /// Compiles a library as the grader does and says what is odd about it.
    fn of(source: &str) -> Option<OddProduct> {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("lib.rs"), source).unwrap();
        let rustc = Command::new("rustc")
            .args(["--edition=2024", "--crate-type=rlib", "--crate-name=probe"])
            .arg(format!("--emit=link,mir={}", at("probe.mir").display()))
            .args(["--cap-lints=allow", "--out-dir"])
            .args([folder.path(), &at("lib.rs")])
            .output()
            .unwrap();
        assert!(rustc.status.success(), "{rustc:?}");
        let product = Product {
            objects: at("libprobe.rlib"),
            mir: Some(at("probe.mir")),
            is_program: false,
        };
        oddity(&product).unwrap()
    }

    #[track_caller]
    fn odd(source: &str, words: &str) {
        let found = of(source).unwrap_or_else(|| panic!("nothing is odd about {source}"));
        let found = crate::words::compiling::odd(&found);
        assert!(found.contains(words), "{found}");
    }

    #[test]
    fn ordinary_code_and_data_are_not_odd() {
        let source = r#"
            use std::{cell::Cell, sync::{atomic::*, Mutex}};
            pub static A: AtomicU64 = AtomicU64::new(3);
            pub static B: Mutex<Vec<u8>> = Mutex::new(Vec::new());
            pub static TEXT: &str = "\n    asm!(\n    naked_asm!(";
            thread_local! { static C: Cell<u32> = const { Cell::new(1) }; static D: Vec<u8> = vec![1]; }
            pub fn f() -> u32 { std::thread::spawn(|| C.get()).join().unwrap() }
            pub fn g<T: Clone>(t: &T) -> Result<T, String> {
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| t.clone())).map_err(|_| "asm!(".into())
            }
            pub const H: [f64; 3] = [1.0, 2.5, f64::MAX];
            #[derive(Debug, Clone, PartialEq, Eq, Hash)] pub enum I { J, K(String) }
        "#;
        assert_eq!(of(source), None);
    }

    #[test]
    fn assembly_is_seen_wherever_it_stands() {
        odd(
            "#[unsafe(naked)] pub extern \"C\" fn f() { core::arch::naked_asm!(\"ret\") }",
            "assembly",
        );
        odd(
            "pub fn f() { unsafe { core::arch::asm!(\"nop\") } }",
            "assembly",
        );
        odd(
            "pub fn f<T>(_: T) -> impl Fn() { || unsafe { core::arch::asm!(\"nop\") } }",
            "assembly",
        );
        odd(
            "pub struct A; impl Drop for A { fn drop(&mut self) { unsafe { core::arch::asm!(\"nop\") } } }",
            "assembly",
        );
    }

    #[test]
    fn what_runs_before_main_is_seen() {
        for section in [
            ".init_array",
            ".init_array.00001",
            ".preinit_array",
            ".ctors",
            ".fini_array",
        ] {
            odd(
                &format!(
                    "extern \"C\" fn f() {{}} #[used] #[unsafe(link_section = \"{section}\")] static F: extern \"C\" fn() = f;"
                ),
                section,
            );
        }
        odd(
            "core::arch::global_asm!(\".section .init_array,\\\"aw\\\"\", \".quad 0\");",
            ".init_array",
        );
        odd(
            "core::arch::global_asm!(\".pushsection .data.x,\\\"aw\\\",@init_array\", \".quad 0\", \".popsection\");",
            ".data.x",
        );
    }

    #[test]
    fn names_that_could_replace_a_librarys_are_seen() {
        odd(
            "#[unsafe(no_mangle)] pub extern \"C\" fn read() {}",
            "`read`",
        );
        odd(
            "#[unsafe(export_name = \"write\")] pub fn f() {}",
            "`write`",
        );
        odd(
            "#[unsafe(no_mangle)] pub static environ: u64 = 0;",
            "`environ`",
        );
        odd(
            "#[unsafe(no_mangle)] pub extern \"C\" fn main() {}",
            "`main`",
        );
        odd(
            "core::arch::global_asm!(\".type _Rf, @gnu_indirect_function\", \"_Rf: ret\");",
            "_Rf",
        );
    }

    #[test]
    fn a_library_that_is_none_is_odd() {
        for bytes in [
            &b""[..],
            b"!<arch>\n",
            b"!<arch>\nrubbish",
            b"\x7fELF",
            b"\x7fELF\x02\x01\x01",
        ] {
            assert!(odd_objects(bytes, false).is_some(), "{bytes:?}");
        }
    }
}
