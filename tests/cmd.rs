//! The command line as its users see it: each file of `tests/cmd` is a session.
//!
//! `TRYCMD=overwrite cargo test --test cmd` updates them.

#[test]
fn sessions() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").case("README.md");
}
