//! Splits Rust source into tokens, as far as it takes to tell code from comments and strings. Where rustc would refuse
//! the text, what comes out does not matter: such code never runs.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or a keyword; a raw identifier (`r#unsafe`) is none.
    Word,
    /// The inside of a string, byte string, C string or character, as it is written.
    Text,
    /// A lifetime or a label, without the quote.
    Lifetime,
    /// Any other single character.
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

/// All tokens of a file, comments left out.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut reader = Reader {
        source,
        at: 0,
        line: 1,
        column: 1,
    };
    let mut found = Vec::new();
    while let Some(token) = reader.token() {
        found.push(token);
    }
    found
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        if letter == '\n' {
            self.line += 1;
            self.column = 1;
        } else {
            self.column += 1;
        }
        Some(letter)
    }

    fn bump_all(&mut self, count: usize) {
        for _ in 0..count {
            self.bump();
        }
    }

    fn bump_while(&mut self, is_part: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&is_part) {
            self.bump();
        }
    }

    fn token(&mut self) -> Option<Token<'a>> {
        loop {
            self.bump_while(char::is_whitespace);
            if self.rest().starts_with("//") {
                self.bump_while(|letter| letter != '\n');
            } else if self.rest().starts_with("/*") {
                self.block_comment();
            } else {
                break;
            }
        }
        let (line, column) = (self.line, self.column);
        let (kind, text) = match self.peek()? {
            '"' => (Kind::Text, self.string()),
            '\'' => self.quote(),
            letter if is_word(letter) => self.word(),
            _ => {
                let start = self.at;
                self.bump();
                (Kind::Sign, &self.source[start..self.at])
            }
        };
        Some(Token {
            kind,
            text,
            line,
            column,
        })
    }

    /// Block comments nest.
    fn block_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.rest().starts_with("/*") {
                depth += 1;
                self.bump_all(2);
            } else if self.rest().starts_with("*/") {
                depth -= 1;
                self.bump_all(2);
                if depth == 0 {
                    return;
                }
            } else if self.bump().is_none() {
                return;
            }
        }
    }

    /// A string with escapes; the reader stands on its opening quote.
    fn string(&mut self) -> &'a str {
        self.bump();
        let start = self.at;
        loop {
            let end = self.at;
            match self.bump() {
                Some('"') | None => return &self.source[start..end],
                Some('\\') => drop(self.bump()),
                Some(_) => {}
            }
        }
    }

    /// A raw string; the reader stands on its hashes, of which there are so many.
    fn raw_string(&mut self, hashes: usize) -> &'a str {
        self.bump_all(hashes + 1);
        let close = format!("\"{}", "#".repeat(hashes));
        let start = self.at;
        while !self.rest().starts_with(&close) && self.bump().is_some() {}
        let end = self.at;
        self.bump_all(close.len());
        &self.source[start..end]
    }

    /// A character, or a lifetime: told apart as rustc does, by a quote that follows the next character.
    fn quote(&mut self) -> (Kind, &'a str) {
        self.bump();
        let start = self.at;
        let mut ahead = self.rest().chars();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), _) => {
                self.bump_all(2);
                self.bump_while(|letter| letter != '\'' && letter != '\n');
            }
            (Some(_), Some('\'')) => drop(self.bump()),
            _ => {
                self.bump_while(is_word);
                return (Kind::Lifetime, &self.source[start..self.at]);
            }
        }
        let end = self.at;
        self.bump();
        (Kind::Text, &self.source[start..end])
    }

    /// A word, or what begins like one: a raw string, or a raw identifier, which is no keyword.
    fn word(&mut self) -> (Kind, &'a str) {
        let start = self.at;
        self.bump_while(is_word);
        let word = &self.source[start..self.at];
        let hashes = self.rest().bytes().take_while(|byte| *byte == b'#').count();
        let after = self.rest()[hashes..].chars().next();
        match (word, hashes, after) {
            ("r" | "br" | "cr", _, Some('"')) => (Kind::Text, self.raw_string(hashes)),
            ("b" | "c", 0, Some('"')) => (Kind::Text, self.string()),
            ("r", 1, Some(letter)) if is_word(letter) => {
                self.bump();
                self.bump_while(is_word);
                (Kind::Sign, &self.source[start..self.at])
            }
            _ => (Kind::Word, word),
        }
    }
}

fn is_word(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
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
        words("b'\"' unsafe", &["b", "unsafe"]);
    }

    #[test]
    fn raw_identifiers_are_no_keywords() {
        words("r#unsafe a", &["a"]);
    }

    #[test]
    fn keywords_are_seen_wherever_code_is() {
        words("#[unsafe(naked)]", &["unsafe", "naked"]);
        words("unsafe{}", &["unsafe"]);
        words(
            "unsafer un_safe 1unsafe",
            &["unsafer", "un_safe", "1unsafe"],
        );
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
