//! The codes people already use.

use std::{borrow::Borrow, fmt, str::FromStr};

use smol_str::SmolStr;

use super::line::{TextError, check_code};

/// Makes a word of at most 64 visible characters.
macro_rules! code {
    ($(#[$meta:meta])* $name:ident, $what:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(SmolStr);

        impl $name {
            /// Checks a code.
            ///
            /// # Errors
            ///
            /// [`TextError`] if it is blank, padded, longer than 64 characters, or has an invisible character.
            pub fn new(text: &str) -> Result<Self, TextError> {
                check_code($what, text)?;
                Ok(Self(text.into()))
            }

            /// The code as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// So that a map by codes can be asked for a text.
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, TextError> {
                Self::new(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        crate::text_form!($name, $what);
    };
}

code! {
    /// The code a record has in its institution's own books: `P-001`, `2024-会计-03`.
    ///
    /// It is unique only among the records of one kind of one institution; [`Id::derived`](crate::Id::derived) makes
    /// it unique everywhere.
    ///
    /// # Validity
    ///
    /// 1 to 64 visible characters, no blank at either end.
    ///
    /// # Wire form
    ///
    /// A string.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::RecordCode;
    /// assert_eq!(RecordCode::new("P-001").unwrap().as_str(), "P-001");
    /// assert!(RecordCode::new("").is_err());
    /// ```
    RecordCode, "record code"
}

code! {
    /// The institution in whose books a code stands: a domain name, a national code, any lasting unique name.
    ///
    /// # Validity
    ///
    /// 1 to 64 visible characters, no blank at either end.
    ///
    /// # Wire form
    ///
    /// A string.
    ///
    /// # Example
    ///
    /// ```
    /// use collegium_core::InstitutionCode;
    /// assert_eq!(InstitutionCode::new("college.example").unwrap().as_str(), "college.example");
    /// assert!(InstitutionCode::new(" ").is_err());
    /// ```
    InstitutionCode, "institution code"
}
