//! The command line as clap reads it.

use std::path::{Path, PathBuf};

use crate::emit::Format;
use crate::emit::select::{Kind, Selection};
use crate::model::date::Date;
use crate::model::facts::Confidence;
use crate::source::{DateOrder, Kind as InputKind};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// What news articles claim, as typed, grounded records: dated events, actors, figures and quotes.
#[derive(Parser, Debug)]
#[command(name = "newsx", version, arg_required_else_help = true, args_override_self = true)]
#[command(max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub(crate) struct Global {
    /// Print errors only
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print the time per stage, and every warning
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Colours on standard error
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: When,
    /// TOML file with options of `extract` by their long names; the command line overrides it
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Command {
    /// Articles → facts
    #[command(after_help = format!("Bounds of one article: {}.", crate::source::limits::told()))]
    Extract(Box<Extract>),
    /// Records of many articles → one ledger: stories, events with all mentions, series of figures, contradictions
    Merge(Box<Merge>),
    /// Records → records with selected facts only
    Select(Box<super::convert::Select>),
    /// Records → any format, without extracting again
    Convert(Box<super::convert::Convert>),
    /// Check the spans, ids, order and schema of records
    Verify(Verify),
    /// The meaning of a rule or code, with examples and counter-examples
    Explain(Explain),
    /// The JSON Schema of the records
    Schema(Schema),
    /// The manual page or a shell's completions
    Generate(Generate),
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Extract {
    /// The configuration that completed the arguments.
    #[arg(skip)]
    pub(crate) config: Option<PathBuf>,

    /// Files, folders (read in depth, in order of names, without hidden ones), or - for standard input
    pub(crate) paths: Vec<PathBuf>,

    /// Output format; several, separated by commas, into a folder [default: by the extension of --output, else json]
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', action = clap::ArgAction::Set)]
    pub(crate) format: Vec<FormatName>,
    /// Output: a file, or a folder (with a final /) that mirrors the inputs
    #[arg(short, long, value_name = "FILE|DIR/")]
    pub(crate) output: Option<PathBuf>,
    /// Keep the records that an interrupted run wrote to --output
    #[arg(long, requires = "output")]
    pub(crate) resume: bool,

    /// Publication date, overriding every other source
    #[arg(short, long, value_parser = day)]
    pub(crate) date: Option<Date>,
    /// Order of numbers in dates like 03/04/2020 [default: by other dates of the article]
    #[arg(long, value_name = "ORDER")]
    pub(crate) date_order: Option<DateOrder>,
    /// Kind of the inputs
    #[arg(long, value_name = "KIND", default_value = "auto", help_heading = "Input")]
    pub(crate) input: InputKind,
    /// Fields of JSON records as JSON pointers, or columns of tables: text=/body,date=/pub,id=guid
    #[arg(long, value_name = "FIELD=POINTER", value_delimiter = ',', help_heading = "Input")]
    pub(crate) map: Vec<String>,
    /// File with the names of inputs, one per line
    #[arg(long, value_name = "FILE|-", help_heading = "Input")]
    pub(crate) files_from: Option<PathBuf>,
    /// The names of --files-from end with NUL
    #[arg(short = '0', long = "null", requires = "files_from", help_heading = "Input")]
    pub(crate) null: bool,
    /// Read only these extensions in folders
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Input")]
    pub(crate) ext: Vec<String>,
    /// Encoding of the inputs [default: byte order mark, HTML meta, UTF-8, else detected with a warning]
    #[arg(short = 'E', long, value_name = "LABEL", help_heading = "Input")]
    pub(crate) encoding: Option<String>,
    /// Language of every text, instead of detection
    #[arg(long, value_parser = ["en"], help_heading = "Input")]
    pub(crate) lang: Option<String>,
    /// Id of the article on standard input
    #[arg(long, value_name = "NAME", default_value = "-", help_heading = "Input")]
    pub(crate) stdin_name: String,

    /// Keep only these facts
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Selection")]
    pub(crate) only: Vec<Kind>,
    /// Leave these facts out
    #[arg(
        long,
        value_name = "LIST",
        value_delimiter = ',',
        conflicts_with = "only",
        help_heading = "Selection"
    )]
    pub(crate) skip: Vec<Kind>,
    /// Leave out events, figures and quotes of less confidence
    #[arg(long, value_name = "LEVEL", default_value = "low", help_heading = "Selection")]
    pub(crate) min_confidence: Confidence,
    #[command(flatten)]
    pub(crate) filters: super::filters::Filters,
    /// Include facts of other stories (teasers, captions) in claims, tables and reports
    #[arg(long, help_heading = "Selection")]
    pub(crate) related: bool,
    /// Leave the article's text out of JSON records
    #[arg(long, help_heading = "Selection")]
    pub(crate) no_text: bool,

    /// Articles worked on at once, up to 4 for each core; 0 for as many as there are cores
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub(crate) jobs: usize,
    /// Stop at the first input that fails
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Exit with 4 if no fact is found
    #[arg(short, long)]
    pub(crate) exit_status: bool,
    /// A progress bar on standard error; with always, a line a second where that is no terminal
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) progress: When,
}

#[derive(Args, Clone, Debug)]
pub(crate) struct Merge {
    /// Records, ledgers or articles: files, folders, or - for records from standard input
    pub(crate) paths: Vec<PathBuf>,

    /// Output format [default: by the extension of --output, else json]
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<LedgerFormat>,
    /// Output file
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Keep only this story
    #[arg(long, value_name = "ID", help_heading = "Selection")]
    pub(crate) story: Option<String>,
    /// Keep only events on this day or later
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    pub(crate) since: Option<Date>,
    /// Keep only events on this day or earlier
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Selection")]
    pub(crate) until: Option<Date>,
    /// Keep only events and quotes of this actor, by its name, an alias or its id
    #[arg(long, value_name = "NAME", help_heading = "Selection")]
    pub(crate) actor: Option<String>,
    /// Keep only events of this class
    #[arg(long, value_name = "CLASS", help_heading = "Selection")]
    pub(crate) class: Option<String>,

    /// File for the records of articles that are extracted on the way
    #[arg(long, value_name = "FILE", help_heading = "Articles")]
    pub(crate) records: Option<PathBuf>,
    /// Keep the records that an interrupted run wrote to --records
    #[arg(long, requires = "records", help_heading = "Articles")]
    pub(crate) resume: bool,
    /// Articles worked on at once; 0 for as many as there are cores
    #[arg(short, long, value_name = "N", default_value_t = 0, help_heading = "Articles")]
    pub(crate) jobs: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum LedgerFormat {
    /// The ledger, indented on a terminal
    Json,
    /// A line with a ledger of each story
    Jsonl,
    /// A report for people
    Md,
    /// A page for people
    Html,
    /// A row per entry of the timeline
    Csv,
    /// A row per entry of the timeline
    Parquet,
}

#[derive(Args, Debug)]
pub(crate) struct Verify {
    /// Files of records; standard input without any, or for -
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A rule as facts name it, the beginning of several, a code of an error or warning, a class, status, basis or unit;
    /// without: all rules and codes; with --stage, articles
    #[arg(value_name = "RULE|CODE|FILE")]
    pub(crate) name: Option<String>,
    /// Show the language analysis of an article as CoNLL-U, or the candidates for its events
    #[arg(long, requires = "name", value_name = "STAGE")]
    pub(crate) stage: Option<StageName>,
}

/// Analysis that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum StageName {
    /// Tokens with lemmas and parts of speech
    Tokens,
    /// With names
    Names,
    /// With names and dependency trees
    Trees,
    /// For records: the pairs of tellings that `merge` compares, with evidence and decision
    Ledger,
    /// Candidates for events, with rules, scores and the features of greatest weight
    Events,
}

#[derive(Args, Debug)]
pub(crate) struct Schema {
    /// The schema of the rows of `-f claims`
    #[arg(long)]
    pub(crate) claims: bool,
    /// The schema of ledgers
    #[arg(long, conflicts_with = "claims")]
    pub(crate) ledger: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Generate {
    #[command(subcommand)]
    pub(crate) what: Generated,
}

#[derive(Subcommand, Debug)]
pub(crate) enum Generated {
    /// The manual page, newsx(1)
    Man,
    /// Completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum FormatName {
    /// One record per article, indented on a terminal
    Json,
    /// One line per article
    #[value(alias = "ndjson")]
    Jsonl,
    /// One flat JSON line per event, figure and quote
    Claims,
    /// A report for people
    Md,
    /// The claims as a table
    Csv,
    /// The claims as a table
    Tsv,
    /// A page for people: the article with its facts marked, beside the lists of them
    Html,
    /// The article's text, which offsets point into
    Text,
    /// brat standoff (.ann) for that text, one article a file
    #[value(alias = "ann")]
    Brat,
    /// Label Studio tasks
    LabelStudio,
    /// W3C Web Annotation: a page of annotations an article, JSON-LD
    #[value(alias = "jsonld")]
    WebAnnotation,
    /// The claims as columns
    Parquet,
}

/// The name of a value on the command line.
pub(super) fn name(choice: impl ValueEnum) -> String {
    choice
        .to_possible_value()
        .map_or(String::new(), |value| value.get_name().to_owned())
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    let day = Date::parse_iso(text).filter(|date| date.to_string() == text);
    day.ok_or_else(|| "not a calendar day; write it like 2025-07-21".to_owned())
}

impl Merge {
    /// The format: as given, else by the extension of the output, else JSON.
    ///
    /// # Errors
    /// The extension of the output, if no format has it.
    pub(crate) fn format(&self) -> Result<LedgerFormat, &str> {
        let extension = self.output.as_ref().and_then(|output| output.extension()?.to_str());
        match (self.format, extension) {
            (Some(format), _) => Ok(format),
            (None, Some(extension)) => LedgerFormat::from_str(extension, true).map_err(|_| extension),
            (None, None) => Ok(LedgerFormat::Json),
        }
    }
}

impl Extract {
    /// The formats: as given, each once, else by the extension of the output, else JSON.
    pub(crate) fn formats(&self) -> Vec<FormatName> {
        let by_extension = || FormatName::by_extension(self.extension()?);
        match &*self.format {
            [] => vec![by_extension().unwrap_or(FormatName::Json)],
            asked => each_once(asked),
        }
    }

    /// The extension of the output file; `None` for a folder or a device.
    pub(crate) fn extension(&self) -> Option<&str> {
        let output = self.output.as_ref().filter(|output| !is_folder(output))?;
        output.extension()?.to_str()
    }

    /// The selection of facts.
    pub(crate) fn selection(&self) -> Selection {
        let stays = |kind: &Kind| (self.only.is_empty() || self.only.contains(kind)) && !self.skip.contains(kind);
        let selection = Selection {
            kinds: Kind::ALL.into_iter().filter(stays).collect(),
            min_confidence: self.min_confidence,
            ..Selection::default()
        };
        self.filters.narrow(selection)
    }

    /// The options that change a record, normalised. They are written in it, and with the version they decide whether
    /// `--resume` may keep it.
    pub(crate) fn record_options(&self) -> Vec<String> {
        let selection = self.selection();
        let dropped = Kind::ALL.into_iter().filter(|kind| !selection.kinds.contains(kind));
        let dropped: Vec<String> = dropped.map(name).collect();
        let list = |values: &[String]| (!values.is_empty()).then(|| values.join(","));
        let options = [
            ("date", self.date.map(|date| date.to_string())),
            ("date-order", self.date_order.map(name)),
            ("encoding", self.encoding.clone()),
            ("input", (self.input != InputKind::Auto).then(|| name(self.input))),
            ("lang", self.lang.clone()),
            ("map", list(&self.map)),
            ("skip", list(&dropped)),
            (
                "min-confidence",
                (self.min_confidence != Confidence::Low).then(|| name(self.min_confidence)),
            ),
            ("no-text", self.no_text.then(|| "true".to_owned())),
        ];
        let given = options.into_iter().filter_map(|(option, value)| Some((option, value?)));
        let given = given.chain(self.filters.record_options());
        given.map(|(option, value)| format!("{option}={value}")).collect()
    }
}

/// Returns whether an output names a folder: by its final slash, or because a folder of that name exists.
pub(crate) fn is_folder(output: &Path) -> bool {
    output.as_os_str().as_encoded_bytes().ends_with(b"/") || output.is_dir()
}

/// Formats without repetitions.
pub(crate) fn each_once(formats: &[FormatName]) -> Vec<FormatName> {
    let mut once: Vec<FormatName> = Vec::new();
    for format in formats {
        if !once.contains(format) {
            once.push(*format);
        }
    }
    once
}

impl FormatName {
    /// The format of an output with this extension.
    pub(crate) fn by_extension(extension: &str) -> Option<FormatName> {
        FormatName::from_str(extension, true).ok()
    }

    /// The library's format: JSON on one line for both JSON formats, the claims for a Parquet table.
    pub(crate) fn format(self) -> Format {
        match self {
            FormatName::Json | FormatName::Jsonl => Format::Jsonl,
            FormatName::Claims | FormatName::Parquet => Format::Claims,
            FormatName::Md => Format::Md,
            FormatName::Csv => Format::Csv,
            FormatName::Tsv => Format::Tsv,
            FormatName::Html => Format::Html,
            FormatName::Text => Format::Text,
            FormatName::Brat => Format::Brat,
            FormatName::LabelStudio => Format::LabelStudio,
            FormatName::WebAnnotation => Format::WebAnnotation,
        }
    }

    /// Returns true for formats whose offsets or links mean one article: in a folder every article has a file of its
    /// own.
    pub(crate) fn is_of_one_article(self) -> bool {
        use FormatName::{Brat, Html, Text, WebAnnotation};
        matches!(self, Brat | Html | Text | WebAnnotation)
    }

    /// The extension of a file of one article, or of many.
    fn extension(self, many: bool) -> &'static str {
        match self {
            FormatName::Json if !many => "json",
            FormatName::Parquet => "parquet",
            other => other.format().extension(),
        }
    }
}

/// The extensions of files of one name in several formats: where two would share one, the later gets its format's name
/// as well, as in `a.json` and `a.label-studio.json`.
pub(crate) fn file_extensions(formats: &[FormatName], many: bool) -> Vec<String> {
    let extension = |i: usize| formats[i].extension(many);
    let taken = |i: usize| (0..i).any(|before| extension(before) == extension(i));
    let of = |i| match taken(i) {
        true => format!("{}.{}", name(formats[i]), extension(i)),
        false => extension(i).to_owned(),
    };
    (0..formats.len()).map(of).collect()
}
