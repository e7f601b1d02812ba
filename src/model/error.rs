//! Errors and warnings of one input. Messages are lower case, say what failed and what to do.

/// The library's error: one input could not be read. The other inputs of a batch are not affected.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    code: &'static str,
    message: String,
    byte: Option<u64>,
    #[source]
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with its stable code (`encoding.invalid`), documented by `newsx explain CODE`.
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Error {
        Error {
            code,
            message: message.into(),
            byte: None,
            cause: None,
        }
    }

    /// Adds the byte of the input at which it happened.
    pub(crate) fn at(mut self, byte: u64) -> Error {
        self.byte = Some(byte);
        self
    }

    /// Adds the underlying error.
    pub(crate) fn because(mut self, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
        self.cause = Some(cause.into());
        self
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The byte of the input at which it happened, if one can be named.
    pub fn byte(&self) -> Option<u64> {
        self.byte
    }
}

/// A result of the library.
pub type Result<T> = std::result::Result<T, Error>;

/// A warning for the reader of a record: the article was read, with a limitation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Warning {
    /// Stable code (`date.no_reference`), documented by `newsx explain CODE`.
    pub code: &'static str,
    /// Message for the reader.
    pub message: String,
}
