//! Makes a function of a line of the list, which compiles where the line holds.

/// A function on one line; `number` makes its name.
pub fn function(line: &str, number: usize) -> String {
    if let Some(path) = line.strip_prefix("use ") {
        return format!("pub use {path} as _;");
    }
    if let Some(rest) = line.strip_prefix("mod ") {
        let (path, item) = braces(rest);
        return call("", "", &format!("{path}::"), item, number);
    }
    let rest = line
        .strip_prefix("impl")
        .expect("a line begins with use, mod or impl");
    match rest.split_once(" for ") {
        Some(_) if !rest.ends_with('}') => has_trait(rest, number),
        _ => {
            let (block, item) = braces(rest);
            let (generics, rest) = generics(block);
            let (name, bounds) = rest.split_once(" where").unwrap_or((rest, ""));
            // What has no name in the block's heading needs one in a function's body.
            let name = name.trim().replace("'_", "'block");
            let generics = if name.contains("'block") {
                join("'block", generics)
            } else {
                generics.to_owned()
            };
            let item = replace_word(item, "Self", &name);
            call(&generics, bounds, &format!("<{name}>::"), &item, number)
        }
    }
}

/// A type has a trait: what it returns can be called something that has it.
fn has_trait(rest: &str, number: usize) -> String {
    let (generics, rest) = generics(rest);
    let (head, bounds) = rest.split_once(" where ").unwrap_or((rest, ""));
    let (name, of) = head.split_once(" for ").expect("a trait for a type");
    let is_borrowed = has_plain_reference(name);
    let generics = if is_borrowed {
        join("'borrowed", generics)
    } else {
        generics.to_owned()
    };
    let name = if is_borrowed {
        name.replace('&', "&'borrowed ")
    } else {
        name.to_owned()
    };
    format!(
        "fn item{number}<{generics}>(it: Box<{of}>) -> Box<impl {name} + ?Sized> where {bounds} {{ it }}"
    )
}

/// A function of the same signature that calls it, or a constant of the same type.
fn call(
    generics_before: &str,
    bounds_before: &str,
    path: &str,
    item: &str,
    number: usize,
) -> String {
    let item = item.strip_prefix("pub ").unwrap_or(item);
    if let Some((name, of)) = item
        .strip_prefix("const ")
        .and_then(|rest| rest.split_once(": "))
        .filter(|_| !item.contains('('))
    {
        let of = of.split(" = ").next().unwrap_or(of);
        return format!("const ITEM{number}: {of} = {path}{name};");
    }
    let (qualifiers, rest) = item.split_once("fn ").expect("a function");
    let end = rest.find(['<', '(']).expect("it has arguments");
    let (name, rest) = rest.split_at(end);
    let (own, rest) = generics(rest);
    let close = closing(rest, '(', ')');
    let (arguments, rest) = (&rest[1..close], rest[close + 1..].trim());
    let (result, bounds) = match rest.split_once("where ") {
        Some((result, bounds)) => (result.trim(), bounds),
        None => (rest, ""),
    };
    let mut generics = join(generics_before, own);
    let mut result = result.to_owned();
    let of = path
        .strip_prefix('<')
        .and_then(|path| path.strip_suffix(">::"))
        .unwrap_or(path);
    let mut parameters = String::new();
    let mut passed = String::new();
    for (place, argument) in split(arguments).into_iter().enumerate() {
        let kind = match argument
            .split_once(':')
            .filter(|_| !argument.starts_with(':'))
        {
            Some((_, kind)) => kind.trim().to_owned(),
            None => argument.trim_start_matches("mut ").replace("self", of),
        };
        let is_receiver = place == 0 && argument.contains("self") && argument.contains('&');
        let elided = result.contains("'_") || has_plain_reference(&result);
        let kind = if is_receiver && elided {
            // What a result borrows is what the receiver does.
            result = result
                .replace("'_", "'receiver")
                .replace('&', "&'receiver ")
                .replace("&'receiver '", "&'");
            generics = join("'receiver", &generics);
            kind.replacen('&', "&'receiver ", 1)
                .replacen("&'receiver '", "&'", 1)
        } else {
            kind
        };
        parameters += &format!("a{place}: {kind}, ");
        passed += &format!("a{place}, ");
    }
    let bounds = [bounds_before.trim_end_matches([',', ' ']), bounds].join(", ");
    let bounds = bounds.trim_start_matches([',', ' ']);
    format!(
        "{qualifiers}fn item{number}<{generics}>({parameters}) {result} where {bounds} {{ unsafe {{ {path}{name}({passed}) }} }}"
    )
}

fn has_plain_reference(text: &str) -> bool {
    text.match_indices('&')
        .any(|(at, _)| !text[at + 1..].starts_with('\''))
}

/// `head { body }`
fn braces(text: &str) -> (&str, &str) {
    let (head, body) = text.split_once(" { ").expect("something in braces");
    (head, body.trim_end_matches('}').trim())
}

/// Generics at the beginning, without their brackets, and the rest.
fn generics(text: &str) -> (&str, &str) {
    if !text.starts_with('<') {
        return ("", text.trim());
    }
    let end = closing(text, '<', '>');
    (&text[1..end], text[end + 1..].trim())
}

/// Where what begins with `open` ends.
fn closing(text: &str, open: char, close: char) -> usize {
    let mut depth = 0;
    let mut last = ' ';
    for (at, letter) in text.char_indices() {
        // The head of an arrow closes nothing.
        let is_arrow = last == '-' && letter == '>';
        last = letter;
        if letter == open {
            depth += 1;
        } else if letter == close && !is_arrow {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        }
    }
    panic!("`{text}` does not end")
}

/// Splits at the commas that are in no brackets.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start, mut last) = (0, 0, ' ');
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '<' => depth += 1,
            ')' | ']' => depth -= 1,
            '>' if last != '-' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        last = letter;
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Two lists of generics as one: lifetimes come first.
fn join(first: &str, second: &str) -> String {
    let mut all: Vec<&str> = split(first);
    all.extend(split(second));
    all.sort_by_key(|parameter| !parameter.starts_with('\''));
    all.join(", ")
}

/// Replaces a whole word.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let before = rest[..at].chars().next_back().is_some_and(is_part);
        let after = rest[at + word.len()..].chars().next().is_some_and(is_part);
        out += &rest[..at];
        out += if before || after { word } else { by };
        rest = &rest[at + word.len()..];
    }
    out + rest
}
