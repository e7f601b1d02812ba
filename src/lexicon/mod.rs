//! Word lists as `*.tsv` (a header line tells the format and the source) beside the code that looks words up in them.
