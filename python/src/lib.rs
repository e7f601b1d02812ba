//! The Python module's core: text in, JSON out. The package `newsx` around it gives that its types.

use std::ffi::OsString;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use newsx::{Date, InputKind, Options, Record, claims, ledger};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The record of one article, as JSON. One that cannot be read has a record with its error.
#[pyfunction]
#[pyo3(signature = (content, *, kind, id="-".to_owned(), date=None, lang=None, title=None, url=None))]
#[allow(clippy::too_many_arguments)]
fn extract(
    py: Python<'_>,
    content: String,
    kind: &str,
    id: String,
    date: Option<&str>,
    lang: Option<String>,
    title: Option<String>,
    url: Option<String>,
) -> PyResult<String> {
    let mut options = Options::default();
    options.published = date.map(day).transpose()?;
    (options.id, options.lang, options.title, options.url) = (id, lang, title, url);
    let of: fn(String, &Options) -> Option<Record> = match kind {
        "text" => |text, options| Some(record(newsx::extract(&text, options), options)),
        "html" => |page, options| Some(record(newsx::extract_page(&page, options), options)),
        "json" => |line, options| {
            let record = newsx::extract_all(Cursor::new(line.into_bytes()), InputKind::Json, options).next()?;
            Some(named(record, options))
        },
        other => return Err(PyValueError::new_err(format!("there is no kind {other}"))),
    };
    py.detach(|| {
        let record = guarded(|| of(content, &options))?;
        json(&record.ok_or_else(|| PyValueError::new_err("there is no article"))?)
    })
}

fn record(result: newsx::Result<Record>, options: &Options) -> Record {
    result.unwrap_or_else(|error| Record::failed(options.id.clone(), &error))
}

/// A record that has no id but that of the only line of its input is called as the input is.
fn named(mut record: Record, options: &Options) -> Record {
    if record.document.id == format!("{}:1", options.id) {
        record.document.id.clone_from(&options.id);
    }
    record
}

fn day(date: &str) -> PyResult<Date> {
    Date::parse_iso(date).ok_or_else(|| PyValueError::new_err(format!("{date} is no day: write it as 2025-07-21")))
}

/// The claims of a record as lines of JSON, a row each.
#[pyfunction(name = "claims")]
fn rows(py: Python<'_>, record: &str, related: bool) -> PyResult<String> {
    py.detach(|| {
        let record = parsed(record)?;
        let rows = guarded(|| claims::of(&record, related))?;
        let lines: Vec<String> = rows.iter().map(json).collect::<PyResult<_>>()?;
        Ok(lines.join("\n"))
    })
}

/// The claims of records as a Parquet file.
#[pyfunction]
fn parquet<'py>(py: Python<'py>, records: Vec<String>) -> PyResult<Bound<'py, PyBytes>> {
    let bytes = py.detach(|| {
        let records: Vec<Record> = records.iter().map(|record| parsed(record)).collect::<PyResult<_>>()?;
        let mut bytes = Vec::new();
        guarded(|| claims::parquet(&records, &mut bytes))?
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyResult::Ok(bytes)
    })?;
    Ok(PyBytes::new(py, &bytes))
}

/// Takes records and ledgers, and makes one ledger of them.
#[pyclass]
#[derive(Default)]
struct Merger(Option<ledger::Merger>);

#[pymethods]
impl Merger {
    #[new]
    fn new() -> Merger {
        Merger(Some(ledger::Merger::new()))
    }

    /// Takes a record or a ledger, as JSON.
    fn add(&mut self, py: Python<'_>, entry: &str) -> PyResult<()> {
        let merger = self.0.as_mut().ok_or_else(finished)?;
        py.detach(|| {
            if let Ok(ledger) = serde_json::from_str(entry) {
                return guarded(|| merger.ledger(ledger));
            }
            let record = parsed(entry)?;
            guarded(|| merger.record(&record))
        })
    }

    /// Returns the ledger, as JSON.
    fn finish(&mut self, py: Python<'_>) -> PyResult<String> {
        let merger = self.0.take().ok_or_else(finished)?;
        py.detach(|| json(&guarded(|| merger.finish())?))
    }
}

fn finished() -> PyErr {
    PyValueError::new_err("the ledger is finished")
}

/// The JSON Schema of a record, of a row of claims, or of a ledger.
#[pyfunction]
fn schema(kind: &str) -> PyResult<String> {
    let schema = match kind {
        "record" => newsx::schema(),
        "claims" => claims::schema(),
        "ledger" => ledger::schema(),
        other => return Err(PyValueError::new_err(format!("there is no schema {other}"))),
    };
    Ok(schema.to_string())
}

/// Runs the command line and returns its exit status. The first argument is the program's name.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> PyResult<u8> {
    newsx::internals::look();
    py.detach(|| guarded(|| newsx::internals::command(arguments)))
}

/// Runs what should not panic: if it does, Python gets an exception and goes on.
fn guarded<T>(work: impl FnOnce() -> T) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| PyRuntimeError::new_err("newsx failed, which is a bug; please report it with the input"))
}

fn parsed(record: &str) -> PyResult<Record> {
    serde_json::from_str(record).map_err(|error| PyValueError::new_err(format!("not a record of newsx: {error}")))
}

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

#[pymodule]
fn _newsx(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Merger>()?;
    module.add_function(wrap_pyfunction!(extract, module)?)?;
    module.add_function(wrap_pyfunction!(rows, module)?)?;
    module.add_function(wrap_pyfunction!(parquet, module)?)?;
    module.add_function(wrap_pyfunction!(schema, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)
}
