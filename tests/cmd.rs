//! The command line as its users see it: each file of `tests/cmd` is a session.
//!
//! `TRYCMD=overwrite cargo test --test cmd` writes what the program says now.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md");
}
