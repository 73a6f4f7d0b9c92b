//! Rust text cut into tokens and comments, well enough to count lines and to name things.

/// A token, or one line of a comment, and the line it stands on.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) line: usize,
}

/// A file in pieces. A string is one token `"` for each line it covers.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) tokens: Vec<Piece>,
    pub(crate) comments: Vec<Piece>,
}

impl Source {
    pub(crate) fn read(text: &str) -> Self {
        let mut lexer = Lexer { chars: text.chars().collect(), at: 0, line: 1, source: Self::default() };
        while lexer.step() {}
        lexer.source
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
    source: Source,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn bump(&mut self) -> Option<char> {
        let character = self.chars.get(self.at).copied()?;
        self.at += 1;
        self.line += usize::from(character == '\n');
        Some(character)
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.bump();
        }
    }

    fn token(&mut self, text: impl Into<String>, line: usize) {
        self.source.tokens.push(Piece { text: text.into(), line });
    }

    fn step(&mut self) -> bool {
        let line = self.line;
        match (self.peek(0), self.peek(1)) {
            ('\0', _) if self.at >= self.chars.len() => return false,
            ('/', '/') => self.line_comment(),
            ('/', '*') => self.block_comment(),
            ('"', _) => self.string(),
            ('\'', _) => self.quote(),
            (':', ':') | ('-' | '=', '>') => {
                let pair: String = [self.peek(0), self.peek(1)].iter().collect();
                self.skip(2);
                self.token(pair, line);
            }
            (first, _) if first.is_whitespace() => self.skip(1),
            (first, _) if is_word(first) => self.word(),
            (first, _) => {
                self.skip(1);
                self.token(first, line);
            }
        }
        true
    }

    fn line_comment(&mut self) {
        let (mut text, line) = (String::new(), self.line);
        while self.peek(0) != '\n'
            && let Some(character) = self.bump()
        {
            text.push(character);
        }
        self.source.comments.push(Piece { text, line });
    }

    fn block_comment(&mut self) {
        let (mut text, first, mut depth) = (String::new(), self.line, 0_usize);
        loop {
            let step: isize = match (self.peek(0), self.peek(1)) {
                ('/', '*') => 1,
                ('*', '/') => -1,
                _ => 0,
            };
            depth = depth.saturating_add_signed(step);
            for _ in 0..=step.unsigned_abs() {
                text.extend(self.bump());
            }
            if depth == 0 || self.at >= self.chars.len() {
                break;
            }
        }
        for (offset, text) in text.lines().enumerate() {
            self.source.comments.push(Piece { text: text.to_owned(), line: first + offset });
        }
    }

    fn word(&mut self) {
        let (mut text, line) = (String::new(), self.line);
        let number = self.peek(0).is_ascii_digit();
        while is_word(self.peek(0)) || number && self.peek(0) == '.' && self.peek(1).is_ascii_digit() {
            text.extend(self.bump());
        }
        match (&*text, self.peek(0), self.peek(1)) {
            ("b" | "c", '"', _) => self.string(),
            ("b", '\'', _) => self.quote(),
            ("r" | "br" | "cr", '"', _) | ("r" | "br" | "cr", '#', '"' | '#') => self.raw_string(),
            ("r", '#', _) => {
                self.skip(1);
                self.word();
            }
            _ => self.token(text, line),
        }
    }

    fn string(&mut self) {
        let first = self.line;
        self.skip(1);
        while let Some(character) = self.bump() {
            match character {
                '\\' => self.skip(1),
                '"' => break,
                _ => {}
            }
        }
        self.literal(first);
    }

    fn raw_string(&mut self) {
        let first = self.line;
        let mut hashes = 0;
        while self.bump() == Some('#') {
            hashes += 1;
        }
        while let Some(character) = self.bump() {
            if character == '"' && (0..hashes).all(|ahead| self.peek(ahead) == '#') {
                self.skip(hashes);
                break;
            }
        }
        self.literal(first);
    }

    fn literal(&mut self, first: usize) {
        for line in first..=self.line {
            self.token('"', line);
        }
    }

    /// A character, or the name of a lifetime.
    fn quote(&mut self) {
        let line = self.line;
        self.skip(1);
        if self.peek(0) == '\\' {
            self.skip(2);
            while self.bump().is_some_and(|character| character != '\'') {}
            self.token('"', line);
        } else if self.peek(1) == '\'' {
            self.skip(2);
            self.token('"', line);
        } else {
            while is_word(self.peek(0)) {
                self.skip(1);
            }
            self.token('\'', line);
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
