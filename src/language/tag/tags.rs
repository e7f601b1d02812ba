//! The pairs of parts of speech (XPOS and UPOS) that a token may have.
//!
//! The tag sets are those of UD English, with one difference: whatever is part of a name (NNP, NNPS) is `PROPN`, where
//! the treebanks write `ADJ` or `VERB` for the "Supreme" and "United" of names.

use crate::language::{Upos, Xpos};

/// The classes: which universal tag goes with which Penn tag. The commonest of a Penn tag comes first.
#[rustfmt::skip]
pub(crate) const PAIRS: &[(Xpos, Upos)] = &[
    (Xpos::Nn, Upos::Noun), (Xpos::In, Upos::Adp), (Xpos::Dt, Upos::Det), (Xpos::Nnp, Upos::Propn),
    (Xpos::Jj, Upos::Adj), (Xpos::Prp, Upos::Pron), (Xpos::Period, Upos::Punct), (Xpos::Comma, Upos::Punct),
    (Xpos::Nns, Upos::Noun), (Xpos::Rb, Upos::Adv), (Xpos::Vb, Upos::Verb), (Xpos::Cc, Upos::Cconj),
    (Xpos::Cd, Upos::Num), (Xpos::Vbn, Upos::Verb), (Xpos::In, Upos::Sconj), (Xpos::Vbd, Upos::Verb),
    (Xpos::Vbg, Upos::Verb), (Xpos::Vbz, Upos::Aux), (Xpos::To, Upos::Part), (Xpos::Md, Upos::Aux),
    (Xpos::PrpPoss, Upos::Pron), (Xpos::Vbp, Upos::Verb), (Xpos::Vbp, Upos::Aux), (Xpos::Vbd, Upos::Aux),
    (Xpos::Rb, Upos::Part), (Xpos::Vbz, Upos::Verb), (Xpos::Uh, Upos::Intj), (Xpos::Colon, Upos::Punct),
    (Xpos::Vb, Upos::Aux), (Xpos::Rrb, Upos::Punct), (Xpos::Lrb, Upos::Punct), (Xpos::Dt, Upos::Pron),
    (Xpos::Wdt, Upos::Pron), (Xpos::Wrb, Upos::Adv), (Xpos::Wp, Upos::Pron), (Xpos::Hyph, Upos::Punct),
    (Xpos::OpenQuote, Upos::Punct), (Xpos::CloseQuote, Upos::Punct), (Xpos::Rp, Upos::Adp), (Xpos::Pos, Upos::Part),
    (Xpos::Nnps, Upos::Propn), (Xpos::Nn, Upos::Pron), (Xpos::Jjr, Upos::Adj), (Xpos::Jjs, Upos::Adj),
    (Xpos::Ex, Upos::Pron), (Xpos::Rbr, Upos::Adv), (Xpos::Vbn, Upos::Aux), (Xpos::Sym, Upos::Sym),
    (Xpos::Dollar, Upos::Sym), (Xpos::Pdt, Upos::Det), (Xpos::Add, Upos::Propn), (Xpos::Nfp, Upos::Punct),
    (Xpos::Vbg, Upos::Aux), (Xpos::Fw, Upos::X), (Xpos::Gw, Upos::X), (Xpos::Rbs, Upos::Adv),
    (Xpos::Wdt, Upos::Det), (Xpos::Ls, Upos::Num), (Xpos::Nfp, Upos::Sym), (Xpos::Comma, Upos::Sym),
    (Xpos::Nn, Upos::Sym), (Xpos::Afx, Upos::X), (Xpos::WpPoss, Upos::Pron), (Xpos::Hash, Upos::Sym),
    (Xpos::Hyph, Upos::Sym), (Xpos::Sym, Upos::Punct), (Xpos::Xx, Upos::X),
];
