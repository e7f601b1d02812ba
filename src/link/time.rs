//! Resolves relative times: against which date, forward or back.

use super::Report;
use crate::language::Document;

/// Gives every time of the report its value, its anchor and its days.
pub(super) fn link(_doc: &Document, _report: &mut Report) {}
