//! Thrift's compact protocol, as far as the headers of Parquet need it.

/// A struct in the making: its fields so far, in order of their numbers.
#[derive(Default)]
pub(super) struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

impl Struct {
    fn field(&mut self, number: u8, kind: u8) {
        self.bytes.push((number - self.last) << 4 | kind);
        self.last = number;
    }

    pub(super) fn int(&mut self, number: u8, value: i64) {
        self.field(number, I32);
        varint(&mut self.bytes, zigzag(value));
    }

    pub(super) fn long(&mut self, number: u8, value: i64) {
        self.field(number, I64);
        varint(&mut self.bytes, zigzag(value));
    }

    pub(super) fn text(&mut self, number: u8, text: &str) {
        self.field(number, BINARY);
        binary(&mut self.bytes, text);
    }

    pub(super) fn nested(&mut self, number: u8, value: Struct) {
        self.field(number, STRUCT);
        self.bytes.extend(value.end());
    }

    pub(super) fn list(&mut self, number: u8, values: Vec<Struct>) {
        self.head(number, STRUCT, values.len());
        self.bytes.extend(values.into_iter().flat_map(Struct::end));
    }

    pub(super) fn ints(&mut self, number: u8, values: &[i64]) {
        self.head(number, I32, values.len());
        for value in values {
            varint(&mut self.bytes, zigzag(*value));
        }
    }

    pub(super) fn texts(&mut self, number: u8, values: &[&str]) {
        self.head(number, BINARY, values.len());
        for value in values {
            binary(&mut self.bytes, value);
        }
    }

    fn head(&mut self, number: u8, kind: u8, length: usize) {
        self.field(number, LIST);
        match length {
            0..15 => self.bytes.push((length as u8) << 4 | kind),
            _ => {
                self.bytes.push(0xf0 | kind);
                varint(&mut self.bytes, length as u64);
            }
        }
    }

    /// The bytes of the whole struct.
    pub(super) fn end(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

/// A number in groups of seven bits, the lowest first.
pub(super) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn binary(out: &mut Vec<u8>, text: &str) {
    varint(out, text.len() as u64);
    out.extend(text.as_bytes());
}
