//! The language analysis as CoNLL-U, for inspection: <https://universaldependencies.org/format.html>.
//!
//! One token a line with its lemma and tags, sentences apart by empty lines. The last column holds the place of the
//! token in code points (`start_char`, `end_char`), `SpaceAfter=No` before a token that follows without a space, and the
//! name that the token is part of (`Name=B-PERSON` on its first token, `Name=I-PERSON` on the others).

use std::fmt::Write as _;

use super::clean;
use crate::language::{Document, NameKind, Sentence};
use crate::model::ids::TokenId;
use crate::model::span::CharIndex;

/// Extent of the analysis that is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stage {
    /// Tokens with lemmas and tags.
    Tokens,
    /// With names.
    Names,
    /// With names and trees.
    Trees,
}

/// An article as CoNLL-U.
pub(crate) fn write(id: &str, doc: &Document, stage: Stage) -> String {
    let index = CharIndex::new(doc.text());
    let names = labels(doc);
    let mut out = format!("# newdoc id = {}\n", clean::one_line(id));
    let mut paragraph = None;
    for (number, sentence) in doc.sentences().iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        let text = clean::one_line(sentence.span.of(doc.text()));
        let _ = write!(out, "# sent_id = {}\n# text = {text}\n", number + 1);
        for token in sentence.tokens.iter() {
            let name = (stage != Stage::Tokens).then(|| names[token.0 as usize]).flatten();
            line(&mut out, doc, &index, sentence, token, name, stage == Stage::Trees);
        }
        out.push('\n');
    }
    out
}

fn line(
    out: &mut String,
    doc: &Document,
    index: &CharIndex,
    sentence: &Sentence,
    id: TokenId,
    name: Option<(NameKind, bool)>,
    tree: bool,
) {
    let token = doc.token(id);
    let number = |t: TokenId| t - sentence.tokens.start + 1;
    let (head, relation) = match tree {
        true => (doc.head(id).map_or(0, number).to_string(), token.deprel.as_str()),
        false => ("_".to_owned(), "_"),
    };
    let _ = write!(
        out,
        "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{relation}\t_\t",
        number(id),
        clean::one_line(doc.form(id)),
        clean::one_line(doc.lemma(id)),
        token.upos.as_str(),
        token.xpos.as_str(),
    );
    if let Some((kind, first)) = name {
        let _ = write!(out, "Name={}-{}|", if first { "B" } else { "I" }, label(kind));
    }
    let next = doc.tokens().get(id.0 as usize + 1);
    if next.is_some_and(|next| next.span.start == token.span.end) {
        out.push_str("SpaceAfter=No|");
    }
    let place = |byte| index.code_point(byte);
    let _ = writeln!(
        out,
        "start_char={}|end_char={}",
        place(token.span.start),
        place(token.span.end)
    );
}

/// The kind of the name that each token is part of, and whether the name begins there.
fn labels(doc: &Document) -> Vec<Option<(NameKind, bool)>> {
    let mut labels = vec![None; doc.tokens().len()];
    for name in doc.names() {
        for token in name.tokens.iter() {
            labels[token.0 as usize] = Some((name.kind, token == name.tokens.start));
        }
    }
    labels
}

fn label(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "PERSON",
        NameKind::Organization => "ORG",
        NameKind::Place => "PLACE",
        NameKind::Group => "GROUP",
        NameKind::Event => "EVENT",
        NameKind::Product => "PRODUCT",
        NameKind::Work => "WORK",
        NameKind::Law => "LAW",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::span::Span;
    use crate::parse::{Article, Paragraph};
    use crate::source::Metadata;

    #[test]
    fn tokens_know_their_places() {
        let text = "“Zoë left.”";
        let paragraph = Paragraph {
            span: Span::new(0, text.len()),
            section: 0,
            heading: false,
        };
        let article = Article {
            text: text.to_owned(),
            sections: Vec::new(),
            paragraphs: vec![paragraph],
            metadata: Metadata::default(),
            warnings: Vec::new(),
        };
        let out = write("a", &crate::language::annotate(article, 1), Stage::Tokens);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(
            lines[..4],
            ["# newdoc id = a", "# newpar", "# sent_id = 1", "# text = “Zoë left.”"]
        );
        let columns: Vec<&str> = lines[5].split('\t').collect();
        assert_eq!((columns[0], columns[1]), ("2", "Zoë"));
        assert_eq!(columns[9], "start_char=1|end_char=4");
        assert_eq!(
            lines[7].split('\t').nth(9),
            Some("SpaceAfter=No|start_char=9|end_char=10")
        );
    }
}
