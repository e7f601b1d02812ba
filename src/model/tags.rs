//! The tag sets: universal part of speech, Penn part of speech, universal dependency relations.
//!
//! Definitions: <https://universaldependencies.org/u/pos/>, <https://universaldependencies.org/u/dep/> and the Penn
//! Treebank tag set as used by UD English.

macro_rules! tag_set {
    ($(#[$doc:meta])* $name:ident, $($variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
        #[repr(u8)]
        pub(crate) enum $name { #[default] $(#[doc = concat!("Tag \"", $text, "\".")] $variant),+ }

        impl $name {
            /// Every tag, in the order of its number.
            #[allow(dead_code, reason = "only relations are listed")]
            pub(crate) const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The tag as the standard spells it.
            pub(crate) const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// Reads a tag as the standard spells it.
            pub(crate) fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

tag_set!(
    /// Universal part of speech (UPOS).
    Upos,
    X = "X", Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
    Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ",
    Sym = "SYM", Verb = "VERB",
);

tag_set!(
    /// Penn Treebank part of speech (XPOS in UD English).
    Xpos,
    Fw = "FW", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
    Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT", Pos = "POS", Prp = "PRP",
    PrpPoss = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB",
    Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpPoss = "WP$",
    Wrb = "WRB", Period = ".", Comma = ",", Colon = ":", OpenQuote = "``", CloseQuote = "''", Lrb = "-LRB-",
    Rrb = "-RRB-", Hyph = "HYPH", Nfp = "NFP", Dollar = "$", Hash = "#", Add = "ADD", Afx = "AFX", Gw = "GW",
    Xx = "XX",
);

tag_set!(
    /// Universal dependency relation, with the subtypes that the extractors read.
    Deprel,
    Dep = "dep", Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
    Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc",
    CcPreconj = "cc:preconj", Ccomp = "ccomp", Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj",
    Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Det = "det", DetPredet = "det:predet",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss",
    NmodUnmarked = "nmod:unmarked", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer",
    Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
    Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum", Vocative = "vocative",
    Xcomp = "xcomp",
);

impl Deprel {
    /// The relation without its subtype (`nsubj:pass` → `nsubj`).
    pub(crate) fn universal(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(relation, _)| relation)
    }
}
