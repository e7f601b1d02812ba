//! `newsx verify`: slices every span of records again.

use crate::emit::verify::check;

use super::Status;
use super::args::Verify;
use super::records::each;
use super::reporter::Reporter;

/// Runs the command: every problem on a line of standard error, a summary after them.
pub(crate) fn run(args: &Verify, reporter: &Reporter) -> anyhow::Result<Status> {
    let (mut records, mut textless, mut problems) = (0, 0, 0);
    each(&args.files, |(place, record)| {
        let mut say = |place: &str, problem: &str| {
            problems += 1;
            reporter.error(&format!("{place}: {problem}"));
        };
        match record {
            Ok(record) => {
                records += 1;
                textless += usize::from(record.text.is_none() && record.error.is_none());
                let place = format!("{place} ({})", record.document.id);
                check(&record).iter().for_each(|problem| say(&place, problem));
            }
            Err(error) => say(&place, &format!("not a newsx record: {error}")),
        }
        Ok(())
    })?;
    let without = match textless {
        0 => String::new(),
        n => format!(" ({n} without text, their spans not sliced)"),
    };
    reporter.note(&format!("{records} records{without}, {problems} problems"));
    Ok(if problems > 0 { Status::Failed } else { Status::Done })
}
