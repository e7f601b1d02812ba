//! `newsx generate`: the manual page and shell completions, made from the command line's own definition.

use std::io::Write;

use clap::CommandFactory;

use super::Status;
use super::args::{Cli, Generate, Generated};
use super::stdout::stdout;

/// Runs the command.
pub(crate) fn run(args: &Generate) -> anyhow::Result<Status> {
    let mut command = Cli::command();
    let mut out = Vec::new();
    match args.what {
        Generated::Man => man(&command, &mut out)?,
        Generated::Completions { shell } => clap_complete::generate(shell, &mut command, "newsx", &mut out),
    }
    stdout()?.write_all(&out)?;
    Ok(Status::Done)
}

/// One page: the command, then each subcommand's options under its name.
fn man(command: &clap::Command, out: &mut Vec<u8>) -> std::io::Result<()> {
    let page = clap_mangen::Man::new(command.clone());
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    page.render_subcommands_section(out)?;
    for subcommand in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let name = format!("newsx {}", subcommand.get_name());
        let subcommand = clap_mangen::Man::new(subcommand.clone().bin_name(name.clone()));
        writeln!(out, ".SH {}", name.to_uppercase().replace(' ', "\\ "))?;
        let mut section = Vec::new();
        subcommand.render_synopsis_section(&mut section)?;
        subcommand.render_options_section(&mut section)?;
        // Its sections are parts of this one.
        out.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").bytes());
    }
    writeln!(out, ".SH \"EXIT STATUS\"")?;
    for (status, meaning) in [
        (0, "done, also when nothing was found"),
        (1, "some input failed; all others are complete"),
        (2, "wrong usage or configuration; nothing was written"),
        (4, "no fact was found, with \\-\\-exit\\-status"),
        (
            130,
            "interrupted; what was written is whole, and \\-\\-resume goes on from it",
        ),
    ] {
        writeln!(out, ".TP\n{status}\n{meaning}")?;
    }
    page.render_version_section(out)
}
