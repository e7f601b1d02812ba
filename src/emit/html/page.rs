//! The shell of every page: its policy, style, script, legend and foot.
//!
//! A page loads nothing from the network: its policy allows one style and one script, by their hashes, which are
//! constants of the program. No attribute holds style or script.

use std::sync::LazyLock;

use hmac_sha256::Hash as Sha256;

use super::escape::Text;
use crate::emit::record::Generator;

/// A style or script as it stands in a page, with its hash for the policy.
pub(in crate::emit) struct Asset {
    text: String,
    hash: String,
}

impl Asset {
    /// Comment lines and indentation are dropped; no string of an asset goes over several lines.
    pub(in crate::emit) fn new(sources: &[&str]) -> Asset {
        let lines = sources.iter().flat_map(|source| source.lines()).map(str::trim);
        let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
        let text: String = kept.flat_map(|line| [line, "\n"]).collect();
        let hash = base64(&Sha256::hash(text.as_bytes()));
        Asset { text, hash }
    }
}

/// The style of reports.
pub(in crate::emit) static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new(&[include_str!("report.css")]));
/// The script of reports.
pub(in crate::emit) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new(&[include_str!("report.js")]));

/// Data for the head of a page.
pub(in crate::emit) struct Shell<'a> {
    /// The title of the tab.
    pub(in crate::emit) title: &'a str,
    /// The class of the body: `article`, `story`, `index`.
    pub(in crate::emit) kind: &'a str,
    /// Links to its parts for keyboard users: (anchor, words).
    pub(in crate::emit) skips: &'a [(&'a str, &'a str)],
    pub(in crate::emit) style: &'a Asset,
    pub(in crate::emit) script: &'a Asset,
    pub(in crate::emit) generator: &'a Generator,
}

impl Shell<'_> {
    /// Everything before the page's own content.
    pub(in crate::emit) fn begin(&self) -> String {
        let Generator {
            name, version, model, ..
        } = self.generator;
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            self.style.hash, self.script.hash
        );
        let skip = |(to, words): &(&str, &str)| format!("<a class=\"skip\" href=\"{}\">{words}</a>\n", Text(to));
        let skips: String = self.skips.iter().map(skip).collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"{} {} ({})\">\n<title>{}</title>\n<style>{}</style>\n</head>\n\
             <body class=\"{}\">\n{skips}<main>\n",
            Text(name),
            Text(version),
            Text(model),
            Text(self.title),
            self.style.text,
            self.kind,
        )
    }
}

/// Everything behind a page's own content: the foot, with the legend that a page has, and the script.
pub(in crate::emit) fn end(legend: &str, script: &Asset) -> String {
    let Generator {
        name, version, model, ..
    } = Generator::current(Vec::new());
    let save = match legend.is_empty() {
        true => "",
        false => " <button type=\"button\" class=\"save\" hidden>Save the data (JSON)</button>",
    };
    format!(
        "</main>\n<footer class=\"foot\">\n{legend}<p>Made by {name} {version} (model {model}). Facts are found by rules \
         and models, and some are wrong: check the sentence before you publish.{save}</p>\n</footer>\n\
         <div class=\"float\"></div>\n<script>{}</script>\n</body>\n</html>\n",
        script.text
    )
}

/// Legend of an article's page.
pub(in crate::emit) const LEGEND: &str = include_str!("legend.html");

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = (0..3).fold(0u32, |word, i| {
            word << 8 | u32::from(chunk.get(i).copied().unwrap_or(0))
        });
        for i in 0..4 {
            match i <= chunk.len() {
                true => out.push(char::from(DIGITS[(word >> (18 - 6 * i)) as usize & 63])),
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_all_lengths() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }

    #[test]
    fn assets_cannot_end_their_element() {
        for asset in [&STYLE, &SCRIPT] {
            assert!(!asset.text.contains("</"), "{}", asset.text);
        }
    }
}
