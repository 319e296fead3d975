//! Reads what rustdoc's pages of std say: one line of Rust for each item.

use std::path::Path;

/// The modules that the look-alike replaces, with all their items.
const MODULES: [&str; 17] = [
    "",
    "cell",
    "collections",
    "collections/hash_map",
    "collections/hash_set",
    "hash",
    "hint",
    "io",
    "panic",
    "prelude",
    "process",
    "sync",
    "sync/atomic",
    "sync/mpsc",
    "task",
    "thread",
    "time",
];

/// Modules of many types of which the look-alike replaces a few.
const A_FEW: [(&str, &[&str]); 6] = [
    ("", &[]),
    ("collections", &[]),
    ("collections/hash_map", &["HashMap", "RandomState"]),
    ("collections/hash_set", &["HashSet"]),
    (
        "io",
        &[
            "Stdout",
            "StdoutLock",
            "Stderr",
            "StderrLock",
            "stdout",
            "stderr",
        ],
    ),
    ("process", &["exit", "abort", "id"]),
];

/// Types that stay std's own: their pages are long and say nothing about the look-alike.
const STAY: [&str; 3] = ["Arc", "Weak", "UniqueArc"];

/// How the names of pages begin.
const KINDS: [&str; 7] = ["struct", "enum", "trait", "type", "fn", "constant", "macro"];

/// The lines of all pages, sorted. Some of the items are not stable.
pub fn lines(pages: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    for module in MODULES {
        let path = ["std", module]
            .join("/")
            .trim_end_matches('/')
            .replace('/', "::");
        let few = A_FEW.iter().find(|few| few.0 == module).map(|few| few.1);
        let folder = std::fs::read_dir(pages.join(module))
            .expect("pages of std: `rustup component add rust-docs`");
        for file in folder {
            let file = file.expect("a page").path();
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if file.is_dir() {
                lines.push(format!("use {path}::{name}"));
                continue;
            }
            let Some((kind, rest)) = name.split_once('.') else {
                continue;
            };
            let Some(name) = rest.strip_suffix(".html").filter(|_| KINDS.contains(&kind)) else {
                continue;
            };
            let page = std::fs::read_to_string(&file).expect("a page");
            if page.contains("http-equiv=\"refresh\"") {
                continue;
            }
            lines.push(format!("use {path}::{name}"));
            if STAY.contains(&name) || few.is_some_and(|few| !few.contains(&name)) {
                continue;
            }
            match kind {
                "fn" => lines.push(format!(
                    "mod {path} {{ {} }}",
                    text(between(&page, "item-decl\"><code>", "</code></pre>"))
                )),
                "struct" | "enum" => of_type(&page, &format!("{path}::{name}"), &mut lines),
                _ => {}
            }
        }
    }
    lines.sort();
    lines.dedup();
    lines
}

/// The variants, methods, constants and traits of a type.
fn of_type(page: &str, path: &str, lines: &mut Vec<String>) {
    for variant in page.split("<section id=\"variant.").skip(1) {
        let end = variant.find('"').unwrap_or(0);
        lines.push(format!("use {path}::{}", &variant[..end]));
    }
    // Further down stand the methods of what the type leads to, and what all types have.
    let own = page.split("id=\"deref-methods-").next().unwrap_or(page);
    let own = own
        .split("id=\"blanket-implementations\"")
        .next()
        .unwrap_or(own);
    let mut block = String::new();
    for section in own.split("<section id=\"").skip(1) {
        let id = section.split('"').next().unwrap_or_default();
        let heading = if id.starts_with("impl-") { "h3" } else { "h4" };
        let said = text(between(
            section,
            &format!("<{heading} class=\"code-header\">"),
            &format!("</{heading}>"),
        ));
        if id.starts_with("impl-") {
            // That a type is not Send is no promise that code can rely on, and `Drop` says how, not what.
            let is_promise = ["!std::", "> !", "std::ops::Drop "]
                .iter()
                .all(|part| !said.contains(part));
            if said.contains(" for ") && is_promise {
                lines.push(said.clone());
            }
            block = said;
        } else if said.starts_with("pub ") && !block.contains(" for ") {
            lines.push(format!("{block} {{ {said} }}"));
        }
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map_or("", |found| found.1);
    rest.split_once(to).map_or(rest, |found| found.0)
}

/// A piece of a page as Rust: links are replaced by the whole path of what they lead to.
fn text(piece: &str) -> String {
    let mut out = String::new();
    let mut rest = piece;
    while let Some((before, tag)) = rest.split_once('<') {
        out += before;
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        if tag.starts_with("div") {
            out.push(' ');
        }
        let title = between(tag, "title=\"", "\"");
        let is_part = tag.contains("class=\"associatedtype\"");
        let path = title
            .split_once(' ')
            .filter(|(kind, _)| KINDS.contains(kind) && !is_part);
        if let (Some((_, path)), true) = (path, tag.starts_with("a ")) {
            out += path;
            rest = rest.split_once("</a>").map_or("", |found| found.1);
        }
    }
    out += rest;
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("ⓘ", " "),
    ];
    for (name, sign) in signs {
        out = out.replace(name, sign);
    }
    without_allocator(&out)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Allocators are not stable, so nobody names the last parameter of a collection.
fn without_allocator(text: &str) -> String {
    let Some((before, rest)) = text.split_once("A: std::alloc::Allocator") else {
        return text.replace(", A>", ">");
    };
    let after = rest
        .find([',', '>'])
        .map_or("", |end| rest[end..].trim_start_matches(','));
    (before.to_owned() + after)
        .replace(", A>", ">")
        .replace("<A>", "")
}
