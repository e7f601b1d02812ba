//! The inputs of a run, one by one: paths and folders, names from a file, standard input.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::error::{Error, Warning};
use crate::source::walk::{Found, What};
use crate::source::{FieldMap, FileId, Item, Items, Kind, Options, Source, encoding, may_hold_many, read, walk};
use anyhow::Context;

use super::Usage;
use super::args::Extract;

/// An input file, or standard input.
pub(crate) struct InputFile {
    /// Its path below the given folder.
    pub(crate) inside: PathBuf,
    /// True if it may hold several articles.
    pub(crate) many: bool,
}

impl InputFile {
    pub(crate) fn new(inside: PathBuf, many: bool) -> InputFile {
        InputFile { inside, many }
    }
}

/// One article, or the error in its place.
pub(crate) struct Input {
    /// The document's id.
    pub(crate) id: String,
    /// The file it comes from, shared by all articles of that file.
    pub(crate) file: Arc<InputFile>,
    pub(crate) source: Result<Source, Error>,
}

/// An entry of the list of inputs.
pub(crate) enum Entry {
    Article(Box<Input>),
    /// A skipped entry of a folder: its name, and the reason.
    Skipped(String, Warning),
}

/// Paths as given or listed, or the error that ends the list.
pub(crate) type Paths = Box<dyn Iterator<Item = Result<PathBuf, Error>> + Send>;
type Entries = Box<dyn Iterator<Item = Entry> + Send>;

/// The inputs at these paths, without the files and folders that are left out. Files are opened when their turn comes;
/// `read` counts the bytes that were read of them.
///
/// # Errors
/// Wrong arguments.
pub(crate) fn entries(
    args: &Extract,
    paths: Paths,
    leave_out: Vec<FileId>,
    read: &Arc<AtomicU64>,
) -> anyhow::Result<Entries> {
    let reader = Reader {
        options: Arc::new(options(args)?),
        extensions: extensions(args),
        leave_out,
        read: Arc::clone(read),
        stdin_name: args.stdin_name.clone(),
    };
    Ok(Box::new(paths.flat_map(move |path| match path {
        Ok(path) => reader.path(&path),
        Err(error) => one(failed("-", Path::new("-"), error)),
    })))
}

/// The total amount to read, as far as known in advance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Total {
    /// Files that hold one article each.
    Articles(u64),
    /// Bytes of files some of which may hold many articles.
    Bytes(u64),
    Unknown,
}

/// The total amount to read, by names and sizes of the files.
pub(crate) fn count(args: &Extract) -> Total {
    if args.paths.is_empty() || args.files_from.is_some() || args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Total::Unknown;
    }
    let extensions = extensions(args);
    let (mut files, mut bytes) = (0, 0);
    let mut many = !matches!(args.input, Kind::Auto | Kind::Text | Kind::Html);
    for path in &args.paths {
        for found in walk::files(path, &extensions, &[]) {
            if !matches!(found.what, What::Skipped(_)) {
                many |= may_hold_many(&found.path.to_string_lossy());
                files += 1;
                bytes += found.path.metadata().map_or(0, |file| file.len());
            }
        }
    }
    match many {
        true => Total::Bytes(bytes),
        false => Total::Articles(files),
    }
}

/// A file that counts the bytes read of it.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.file.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

pub(crate) fn extensions(args: &Extract) -> Vec<String> {
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
        kind: args.input,
        map: FieldMap::parse(&args.map).map_err(|message| Usage::error(&message))?,
        encoding: encoding.transpose()?,
        date: args.date,
        date_order: args.date_order,
        lang: args.lang.clone(),
        ..Options::default()
    })
}

/// The paths that are given, then those of `--files-from`; without any, standard input.
///
/// # Errors
/// A list of names that cannot be opened.
pub(crate) fn paths(args: &Extract) -> anyhow::Result<Paths> {
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

/// Opens paths.
struct Reader {
    options: Arc<Options>,
    extensions: Vec<String>,
    leave_out: Vec<FileId>,
    stdin_name: String,
    /// The bytes read of files so far.
    read: Arc<AtomicU64>,
}

impl Reader {
    /// The articles at a path: of a file, of all files of a folder, of standard input.
    fn path(&self, path: &Path) -> Entries {
        if path.as_os_str() == "-" {
            let items = read(&self.stdin_name, std::io::stdin(), &self.options);
            return articles(PathBuf::from(&self.stdin_name), items);
        }
        if is_url(path) && !path.exists() {
            let error = Error::new("input.url", URL);
            return one(failed(&id(path), path, error));
        }
        let (options, read) = (Arc::clone(&self.options), Arc::clone(&self.read));
        let files = walk::files(path, &self.extensions, &self.leave_out);
        Box::new(files.flat_map(move |found| open(found, &options, &read)))
    }
}

/// The articles of an entry of a walk.
fn open(found: Found, options: &Arc<Options>, counter: &Arc<AtomicU64>) -> Entries {
    let id = id(&found.path);
    let error = match found.what {
        What::Skipped(warning) => return one(Entry::Skipped(id, warning)),
        What::Failed(error) => error,
        What::File => match File::open(&found.path) {
            Ok(file) => {
                let counted = Arc::clone(counter);
                let file = Counted { file, read: counted };
                return articles(found.inside, read(&id, file, options));
            }
            Err(error) => Error::new("io.read", format!("cannot be read: {error}")),
        },
    };
    one(failed(&id, &found.inside, error))
}

fn articles(inside: PathBuf, items: Items) -> Entries {
    let Items { many, items } = items;
    let file = Arc::new(InputFile::new(inside, many));
    Box::new(items.map(move |Item { id, source }| {
        let file = Arc::clone(&file);
        Entry::Article(Box::new(Input { id, file, source }))
    }))
}

fn one(entry: Entry) -> Entries {
    Box::new(std::iter::once(entry))
}

fn failed(id: &str, inside: &Path, error: Error) -> Entry {
    Entry::Article(Box::new(Input {
        id: id.to_owned(),
        file: Arc::new(InputFile::new(inside.to_owned(), false)),
        source: Err(error),
    }))
}

/// The message for an input that is an address.
pub(crate) const URL: &str =
    "is an address, and newsx fetches nothing; try: trafilatura --json -u URL | newsx extract -";

pub(crate) fn is_url(path: &Path) -> bool {
    let text = path.to_string_lossy();
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}

/// The id of a file: its path, where every byte that is not UTF-8 is U+FFFD and two hexadecimal digits, so that two
/// files have two ids.
fn id(path: &Path) -> String {
    let mut id = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        // U+FFFD itself is written out too, so that ids stay distinct.
        id.push_str(&chunk.valid().replace('\u{FFFD}', "\u{FFFD}EF\u{FFFD}BF\u{FFFD}BD"));
        id.extend(chunk.invalid().iter().map(|byte| format!("\u{FFFD}{byte:02X}")));
    }
    id
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_not_utf_8_have_distinct_ids() {
        let ids = [
            &b"caf\xe9.txt"[..],
            b"caf\xe8.txt",
            "caf\u{FFFD}E9.txt".as_bytes(),
            b"cafe.txt",
        ]
        .map(path_of);
        let ids = ids.map(|path| id(&path));
        assert_eq!(ids[3], "cafe.txt");
        assert_eq!(ids.iter().collect::<std::collections::HashSet<_>>().len(), 4, "{ids:?}");
    }
}
