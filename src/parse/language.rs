//! Language check: a text that is certainly not English is not analysed, since English rules would find false facts.
//!
//! Short texts are hard to classify (a table may consist of names such as "Łódź, Kraków, Wrocław"). So only a long text
//! with a sure detection, or one in another script, counts as foreign; any text with English function words is English.

use whatlang::Lang;

use crate::lexicon::article_word::{List, is};
use crate::model::error::Warning;
use crate::model::span::head;

/// Number of bytes of a text that are looked at.
const SAMPLE: usize = 8000;
/// Least number of letters with which the detector is trusted.
const LONG: usize = 120;
/// Least number of letters with which another script is trusted.
const SHORT: usize = 40;

/// Least confidence of the detector, 0 to 1, for a text without English function words.
const CONFIDENT: f64 = 0.5;

/// The language of an article's text, with a warning if it is not English. `told` is the language given by the user or
/// the record.
pub(super) fn check(text: &str, told: Option<&str>) -> (String, Option<Warning>) {
    let english = ("en".to_owned(), None);
    let sample = head(text, SAMPLE);
    if told == Some("en") || is_english(sample) {
        return english;
    }
    let Some(lang) = told.map(str::to_owned).or_else(|| foreign(sample)) else {
        return english;
    };
    let message = format!(
        "nothing is extracted: the text is in another language ({lang}) than English; --lang en takes it for English"
    );
    let code = "lang.unsupported";
    (lang, Some(Warning { code, message }))
}

/// Returns whether a tenth of the words are function words of English.
fn is_english(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(word.len() <= 4 && is(&word.to_ascii_lowercase(), List::Function));
    }
    all >= 5 && english * 10 >= all
}

/// The language of a text that is certainly not English.
fn foreign(text: &str) -> Option<String> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < SHORT {
        return None;
    }
    let info = whatlang::detect(text)?;
    let sure = match info.script() {
        whatlang::Script::Latin => letters >= LONG && info.confidence() >= CONFIDENT,
        _ => true,
    };
    (sure && info.lang() != Lang::Eng).then(|| code(info.lang()).to_owned())
}

/// The tag of a language: two letters where ISO 639-1 has them for those that news is most often in, else three.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Spa => "es",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Ita => "it",
        Lang::Por => "pt",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Ukr => "uk",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Ara => "ar",
        Lang::Tur => "tr",
        Lang::Ces => "cs",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Ell => "el",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        Lang::Bul => "bg",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Pes => "fa",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_texts_are_refused() {
        let spanish = "El transbordador encalló cerca del puerto el lunes por la noche. Dos tripulantes resultaron heridos, según informó la guardia costera. El ministerio de Transportes abrió una investigación sobre las causas del accidente, mientras los pasajeros fueron trasladados a tierra.";
        let german = "Die Fähre lief am Montagabend nahe dem Hafen auf Grund. Zwei Mitglieder der Besatzung wurden verletzt, teilte die Küstenwache mit. Das Verkehrsministerium hat eine Untersuchung eingeleitet, während die Fahrgäste an Land gebracht wurden.";
        let ukrainian = "Пором сів на мілину біля порту в понеділок увечері.";
        for (text, lang) in [(spanish, "es"), (german, "de"), (ukrainian, "uk")] {
            let (found, warning) = check(text, None);
            assert_eq!((&*found, warning.map(|w| w.code)), (lang, Some("lang.unsupported")));
            assert_eq!(check(text, Some("en")), ("en".to_owned(), None));
        }
        assert!(check("Hafen gesperrt", Some("de")).1.is_some());
    }

    #[test]
    fn short_and_mixed_texts_are_english() {
        for text in [
            "Ferry sinks",
            "Łódź, Kraków, Wrocław, Gdańsk, Poznań, Szczecin",
            "¥300",
            "",
            "The mayor of Łódź said: «Zamykamy port na całą zimę, bo lód jest zbyt gruby i statki nie mogą wpłynąć», which means that it will be closed.",
        ] {
            assert_eq!(check(text, None), ("en".to_owned(), None), "{text}");
        }
    }
}
