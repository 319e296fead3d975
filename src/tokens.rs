//! Rust source as tokens, by rustc's own lexer: what rustc takes for code, comment or string is taken for the same
//! here, also in the first line of a file.

use ra_ap_rustc_lexer::{FrontmatterAllowed, LiteralKind, TokenKind, strip_shebang, tokenize};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or a keyword; a raw identifier (`r#unsafe`) is none.
    Word,
    /// The inside of a string, byte string, C string, byte or character, as it is written.
    Text,
    /// A number, with its suffix.
    Number,
    /// A lifetime or a label, without the quote.
    Lifetime,
    /// Any other single character, or a raw identifier.
    Sign,
}

/// A token and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text.
    pub text: &'a str,
    /// Counted from 1.
    pub line: u32,
    /// Counted from 1, in characters.
    pub column: u32,
}

/// All tokens of a file, comments left out, in one pass. Like rustc it passes over a byte order mark and a shebang.
/// Frontmatter counts as code: no stable rustc accepts it.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mark = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let shebang = strip_shebang(&source[mark..]).unwrap_or(0);
    let (before, code) = source.split_at(mark + shebang);
    let mut place = Place { line: 1, column: 1 };
    place.pass(&before[mark..]);
    let mut found = Vec::new();
    let mut at = 0;
    for lexed in tokenize(code, FrontmatterAllowed::No) {
        let text = &code[at..at + lexed.len as usize];
        at += text.len();
        if let Some((kind, inside)) = read(lexed.kind, text) {
            found.push(Token {
                kind,
                text: inside,
                line: place.line,
                column: place.column,
            });
        }
        place.pass(text);
    }
    found
}

struct Place {
    line: u32,
    column: u32,
}

impl Place {
    fn pass(&mut self, text: &str) {
        for letter in text.chars() {
            if letter == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
        }
    }
}

/// What a token of rustc's is to us. `None`: white space or a comment.
fn read(kind: TokenKind, text: &str) -> Option<(Kind, &str)> {
    Some(match kind {
        TokenKind::Whitespace
        | TokenKind::LineComment { .. }
        | TokenKind::BlockComment { .. }
        | TokenKind::Frontmatter { .. }
        | TokenKind::Eof => return None,
        TokenKind::Ident | TokenKind::InvalidIdent | TokenKind::UnknownPrefix => (Kind::Word, text),
        // `k#unsafe` would be the keyword, if a stable rustc accepted it.
        TokenKind::ForcedKeywordIdent => (Kind::Word, text.trim_start_matches("k#")),
        TokenKind::Lifetime { .. } | TokenKind::RawLifetime | TokenKind::UnknownPrefixLifetime => {
            (Kind::Lifetime, text.trim_start_matches('\''))
        }
        TokenKind::Literal { kind, suffix_start } => match kind {
            LiteralKind::Int { .. } | LiteralKind::Float { .. } => (Kind::Number, text),
            _ => (Kind::Text, inside(&text[..suffix_start as usize])),
        },
        _ => (Kind::Sign, text),
    })
}

/// What stands between the quotes of a literal; to its end if it is never closed.
fn inside(literal: &str) -> &str {
    let Some(open) = literal.find(['"', '\'']) else {
        return literal;
    };
    let (opening, rest) = literal.split_at(open + 1);
    let quote = &opening[open..];
    rest.rfind(quote).map_or(rest, |close| &rest[..close])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn words(source: &str, expect: &[&str]) {
        let found = tokens(source);
        let words: Vec<_> = found
            .iter()
            .filter(|token| token.kind == Kind::Word)
            .map(|token| token.text)
            .collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn comments_hold_no_words() {
        words(
            "a // unsafe\nb /* unsafe /* unsafe */ unsafe */ c",
            &["a", "b", "c"],
        );
        words("/// unsafe\nfn", &["fn"]);
    }

    #[test]
    fn strings_hold_no_words() {
        words(r#""unsafe \" unsafe" a"#, &["a"]);
        words(
            r###"r##"unsafe "# unsafe"## a br"unsafe" b c"unsafe" c"###,
            &["a", "b", "c"],
        );
        words(r#"b"un\"safe" a"#, &["a"]);
    }

    #[test]
    fn characters_and_lifetimes_do_not_open_strings() {
        words(
            r#"'"' unsafe '"' '\'' a '\\' b '\u{22}' c"#,
            &["unsafe", "a", "b", "c"],
        );
        words("&'a str <'unsafe> x", &["str", "x"]);
        words("b'\"' unsafe", &["unsafe"]);
    }

    #[test]
    fn raw_identifiers_are_no_keywords() {
        words("r#unsafe a", &["a"]);
    }

    #[test]
    fn keywords_are_seen_wherever_code_is() {
        words("#[unsafe(naked)]", &["unsafe", "naked"]);
        words("unsafe{}", &["unsafe"]);
        words("unsafer un_safe 1unsafe", &["unsafer", "un_safe"]);
    }

    #[test]
    fn a_shebang_hides_its_own_line_and_nothing_else() {
        words("#!\"\nunsafe", &["unsafe"]);
        words("#!/usr/bin/rustc \"\nunsafe", &["unsafe"]);
        words("\u{feff}#!'\nunsafe", &["unsafe"]);
        words("#!/*\nunsafe */", &["unsafe"]);
        words("#!\r\nunsafe", &["unsafe"]);
        words("#![allow(unsafe_code)]", &["allow", "unsafe_code"]);
        words("#! // a comment\n[unsafe(naked)]", &["unsafe", "naked"]);
        words(" #!\"\nunsafe", &[]);
    }

    #[test]
    fn the_line_after_a_shebang_is_the_second() {
        let found = tokens("\u{feff}#!\"\n unsafe");
        assert_eq!((found[0].line, found[0].column), (2, 2));
        let found = tokens("\u{feff}unsafe");
        assert_eq!((found[0].line, found[0].column), (1, 1));
    }

    #[test]
    fn the_inside_of_a_literal_has_no_quotes() {
        let text = r##"b"a" 'b' r#"c"# b'd' "" c"\"" "e"##;
        let inside: Vec<_> = tokens(text).iter().map(|token| token.text).collect();
        assert_eq!(inside, ["a", "b", "c", "d", "", "\\\"", "e"]);
    }

    #[test]
    fn places_are_counted_from_one() {
        let found = tokens("a\n  'é' unsafe");
        let last = found.last().unwrap();
        assert_eq!((last.line, last.column), (2, 7));
    }

    #[test]
    fn a_file_that_ends_in_the_middle_of_something_ends() {
        for source in ["\"a", "r#\"a", "'", "'\\", "/* /*", "b'", "r#"] {
            tokens(source);
        }
    }
}
