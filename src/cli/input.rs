//! The inputs of a run, one by one: paths and folders, names from a file, standard input.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use newsx::model::error::Error;
use newsx::source::{FieldMap, Item, Items, Kind, Options, Source, encoding, may_hold_many, read, walk};

use super::Usage;
use super::args::{DateOrderName, Extract, InputKind};

/// One article to be, or why there is none.
pub(crate) struct Input {
    /// The document's id.
    pub(crate) id: String,
    /// The file it comes from, relative to the folder that was given.
    pub(crate) path: PathBuf,
    /// True if the file may hold several articles.
    pub(crate) many: bool,
    pub(crate) source: Result<Source, Error>,
}

type Paths = Box<dyn Iterator<Item = Result<PathBuf, Error>> + Send>;

/// The inputs that the arguments name. Files are opened when their turn comes.
///
/// # Errors
/// Wrong arguments, and a list of names that cannot be read.
pub(crate) fn inputs(args: &Extract) -> anyhow::Result<Box<dyn Iterator<Item = Input> + Send>> {
    let reader = Reader {
        options: Arc::new(options(args)?),
        extensions: extensions(args),
        stdin_name: args.stdin_name.clone(),
    };
    let paths = paths(args)?;
    Ok(Box::new(paths.flat_map(move |path| match path {
        Ok(path) => reader.path(&path),
        Err(error) => Box::new(std::iter::once(failed("-", Path::new("-"), error))),
    })))
}

/// The number of inputs, where their names tell it: files and folders of files that hold one article each.
pub(crate) fn count(args: &Extract) -> Option<u64> {
    let many = matches!(args.input, InputKind::Jsonl | InputKind::Warc);
    if args.paths.is_empty() || args.files_from.is_some() || many {
        return None;
    }
    let extensions = extensions(args);
    let mut number = 0;
    for path in &args.paths {
        for found in walk::files(path, &extensions) {
            if path.as_os_str() == "-" || may_hold_many(&found.path.to_string_lossy()) {
                return None;
            }
            number += 1;
        }
    }
    Some(number)
}

fn extensions(args: &Extract) -> Vec<String> {
    let plain = args.ext.iter().map(|ext| ext.trim_start_matches('.').to_lowercase());
    plain.collect()
}

fn options(args: &Extract) -> anyhow::Result<Options> {
    let unknown = |label: &str| {
        Usage::error(&format!(
            "no encoding is called {label}; try utf-8, windows-1252 or iso-8859-2"
        ))
    };
    let encoding = args.encoding.as_ref();
    let encoding = encoding.map(|label| encoding::by_label(label).ok_or_else(|| unknown(label)));
    Ok(Options {
        kind: match args.input {
            InputKind::Auto => Kind::Auto,
            InputKind::Text => Kind::Text,
            InputKind::Html => Kind::Html,
            InputKind::Jsonl => Kind::Json,
            InputKind::Warc => Kind::Warc,
        },
        map: FieldMap::parse(&args.map).map_err(|message| Usage::error(&message))?,
        encoding: encoding.transpose()?,
        date: args.date,
        date_order: args.date_order.map(DateOrderName::order),
        lang: args.lang.clone(),
        ..Options::default()
    })
}

/// The paths that are given, then those of `--files-from`; without any, standard input.
fn paths(args: &Extract) -> anyhow::Result<Paths> {
    let given = args.paths.clone().into_iter().map(Ok);
    let Some(list) = &args.files_from else {
        let stdin = args.paths.is_empty().then(|| Ok(PathBuf::from("-")));
        return Ok(Box::new(given.chain(stdin)));
    };
    let reader: Box<dyn BufRead + Send> = match list.as_os_str() == "-" {
        true => Box::new(BufReader::new(std::io::stdin())),
        false => {
            let file = File::open(list).with_context(|| format!("{} cannot be read", list.display()));
            Box::new(BufReader::new(
                file.map_err(|error| Usage::error(&format!("{error:#}")))?,
            ))
        }
    };
    let end = if args.null { 0 } else { b'\n' };
    let names = reader.split(end).filter_map(move |name| match name {
        Ok(name) => {
            let name = match end {
                b'\n' => name.strip_suffix(b"\r").unwrap_or(&name),
                _ => &name,
            };
            (!name.is_empty()).then(|| Ok(path_of(name)))
        }
        Err(error) => Some(Err(Error::new(
            "io.read",
            format!("the list of names cannot be read on: {error}"),
        ))),
    });
    Ok(Box::new(given.chain(names)))
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// Opens what paths name.
struct Reader {
    options: Arc<Options>,
    extensions: Vec<String>,
    stdin_name: String,
}

impl Reader {
    /// The articles at a path: of a file, of all files of a folder, of standard input.
    fn path(&self, path: &Path) -> Box<dyn Iterator<Item = Input> + Send> {
        if path.as_os_str() == "-" {
            let items = read(&self.stdin_name, std::io::stdin(), &self.options);
            return inputs_of(PathBuf::from(&self.stdin_name), items);
        }
        let options = Arc::clone(&self.options);
        let files = walk::files(path, &self.extensions);
        type Inputs = Box<dyn Iterator<Item = Input> + Send>;
        Box::new(files.flat_map(move |found| -> Inputs {
            let id = found.path.to_string_lossy();
            if let Some(error) = found.error {
                return Box::new(std::iter::once(failed(&id, &found.inside, error)));
            }
            match File::open(&found.path) {
                Ok(file) => inputs_of(found.inside, read(&id, file, &options)),
                Err(error) => {
                    let error = Error::new("io.read", format!("cannot be read: {error}"));
                    Box::new(std::iter::once(failed(&id, &found.inside, error)))
                }
            }
        }))
    }
}

fn inputs_of(path: PathBuf, items: Items) -> Box<dyn Iterator<Item = Input> + Send> {
    let Items { many, items } = items;
    Box::new(items.map(move |Item { id, source }| Input {
        id,
        path: path.clone(),
        many,
        source,
    }))
}

fn failed(id: &str, path: &Path, error: Error) -> Input {
    Input {
        id: id.to_owned(),
        path: path.to_owned(),
        many: false,
        source: Err(error),
    }
}
