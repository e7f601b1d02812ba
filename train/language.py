"""A large encoder that teaches the language models: tags, trees and names.

language.py learn ENCODER OUT.pt TREEBANK.conllu... NAMES.jsonl|NAMES.bio...
language.py label ENCODER OUT.pt TOKENS.conllu > TAUGHT.conllu
language.py score ENCODER OUT.pt TREEBANK.conllu...

ENCODER is a folder with MPNet weights (all-mpnet-base-v2). Each word is the vector of its first piece; heads give both parts
of speech, the names (BIO) and, by a biaffine product (Dozat & Manning 2017), governor and relation. The encoder knows small
letters only, so a word's pattern of capitals and digits is added above its fixed lower layers. `label` reads CoNLL-U as
`newsx explain --stage tokens` prints it and writes parts of speech, heads, relations, and the name of each token as `Name=B-PER`
in the last column; a sentence whose best heads make no tree is left out. Needs PyTorch and transformers.
"""

import json, os, random, re, sys, time
import torch, torch.nn as nn, torch.nn.functional as F
from transformers import AutoModel, PreTrainedTokenizerFast

KINDS = "PER ORG PLACE GROUP EVENT PRODUCT WORK LAW".split()
LABELS = ["O"] + [b + "-" + k for k in KINDS for b in "BI"]
CORPUS_KINDS = {
    "PER": "PER",
    "ORG": "ORG",
    "LOC": "PLACE",
    "PLACE": "PLACE",
    "GROUP": "GROUP",
    "EVENT": "EVENT",
    "PRODUCT": "PRODUCT",
    "WORK": "WORK",
    "LAW": "LAW",
    "MISC": "GROUP EVENT PRODUCT WORK LAW",
    "OTH": "GROUP EVENT PRODUCT WORK LAW",
}
LAYERS, FIXED = 10, 3  # of the encoder: those used, and the lowest of them, which stay as they are
PIECES = 1200  # of a batch
TREE_ROUNDS, NAME_ROUNDS = 4, 2
WORD = re.compile(r"\d[\d.,]*\d|\w+|[^\w\s]")


def tokenizer(path):
    t = PreTrainedTokenizerFast(
        tokenizer_file=path + "/tokenizer.json",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="[UNK]",
        mask_token="<mask>",
    )
    t.backend_tokenizer.no_padding()
    t.backend_tokenizer.no_truncation()
    return t


class Sentence:
    """words: forms; xpos, upos, heads (0: root), deprels; names: for each word the numbers of the labels it may have."""

    def __init__(self, words, names=None):
        self.words, self.names = words, names
        self.xpos = self.upos = self.heads = self.deprels = self.lines = None


def read_trees(path):
    out, rows = [], []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            out.append(tree(rows))
            rows = []
    return out


def tree(rows):
    s = Sentence([row[1] for row in rows])
    s.lines = rows
    s.xpos, s.upos = [row[4] for row in rows], [row[3] for row in rows]
    if rows[0][6].isdigit():
        s.heads, s.deprels = [int(row[6]) for row in rows], [row[7] for row in rows]
    return s


def allowed(kind, first):
    ks = CORPUS_KINDS.get(kind.upper())
    if ks is None:
        return list(range(len(LABELS)))
    return [LABELS.index(("B-" if first else "I-") + k) for k in ks.split()]


def read_bio(path):
    out, words, labels = [], [], []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        line = line.rstrip("\n")
        if line:
            word, label = line.split("\t")[:2]
            words.append(word)
            labels.append(label)
        elif words:
            begins = [label[0] == "B" or before == "O" for before, label in zip(["O"] + labels, labels)]
            names = [[0] if label == "O" else allowed(label[2:], first) for label, first in zip(labels, begins)]
            out.append(Sentence(words, names))
            words, labels = [], []
    return out


def read_marked(path):
    out = []
    for line in open(path, encoding="utf8"):
        article = json.loads(line)
        marks = {i: (e["start"], e["type"]) for e in article["entities"] for i in range(e["start"], e["end"])}
        out += sentences(article["text"], marks)
    return out


def sentences(text, marks):
    """Cuts a text into sentences; marks: for each character of a name the start and the kind of that name."""
    out, words, names, last = [], [], [], 0
    for m in WORD.finditer(text):
        between = text[last : m.start()]
        stops = words and words[-1] in ".!?" and between and len(words) > 12
        if words and ("\n" in between or stops or len(words) >= 100):
            out.append(Sentence(words, names))
            words, names = [], []
        mark = marks.get(m.start())
        words.append(m[0])
        names.append([0] if mark is None else allowed(mark[1], mark[0] == m.start()))
        last = m.end()
    return out + ([Sentence(words, names)] if words else [])


def shape(w):
    if any(c.isdigit() for c in w):
        return 1 if w.isdigit() else 2
    if not w[0].isalpha():
        return 3
    if w.islower():
        return 4
    if w.isupper():
        return 5 if len(w) == 1 else 6
    return 7 if w[0].isupper() and w[1:].islower() else 8


class Teacher(nn.Module):
    def __init__(self, path, xpos, upos, deprels):
        super().__init__()
        self.inventories = (xpos, upos, deprels)
        self.e = AutoModel.from_pretrained(path)
        self.fix()
        h, arc, label = self.e.config.hidden_size, 400, 128
        self.shapes = nn.Embedding(9, h)
        nn.init.normal_(self.shapes.weight, std=0.05)
        self.x, self.u, self.n = nn.Linear(h, len(xpos)), nn.Linear(h, len(upos)), nn.Linear(h, len(LABELS))
        self.ad, self.ah, self.ld, self.lh = (nn.Linear(h, n) for n in (arc, arc, label, label))
        self.U = nn.Parameter(torch.zeros(arc + 1, arc))
        self.V = nn.Parameter(torch.zeros(len(deprels), label + 1, label + 1))
        self.root = nn.Parameter(torch.randn(h) * 0.02)
        self.d = nn.Dropout(0.25)

    def fix(self):
        """Takes the encoder's upper layers and its dropout away, and keeps its lowest layers as they are."""
        layers = self.e.encoder.layer = self.e.encoder.layer[:LAYERS]
        for module in self.e.modules():
            if isinstance(module, nn.Dropout):
                module.p = 0.0
        for part in [self.e.embeddings, *layers[:FIXED]]:
            part.requires_grad_(False)

    def words(self, ids, mask, first, shapes):
        e = self.e
        bias = e.encoder.compute_position_bias(ids[:, :, None].float())
        wide = (1 - mask[:, None, None].float()) * -1e9
        with torch.no_grad():
            h = e.embeddings(input_ids=ids)
            for layer in e.encoder.layer[:FIXED]:
                h = layer(h, wide, bias)[0]
        h = h + self.shapes(shapes)
        for layer in e.encoder.layer[FIXED:]:
            h = layer(h, wide, bias)[0]
        return torch.gather(h.float(), 1, first[:, :, None].expand(-1, -1, h.size(2)))

    def arcs(self, w, real):
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        act = lambda layer, x: self.d(F.relu(layer(x)))
        x = self.d(w)
        hw = torch.cat([self.root[None, None].expand(len(w), 1, -1), x], 1)
        arc = (one(act(self.ad, x)) @ self.U @ act(self.ah, hw).transpose(1, 2)).float()
        arc = arc.masked_fill(~torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None], -1e4)
        return arc, one(act(self.ld, x)), one(act(self.lh, hw))

    def relations(self, ld, lh, heads):
        hh = torch.gather(lh, 1, heads[:, :, None].expand(-1, -1, lh.size(2)))
        return (torch.einsum("bnx,rxy->bnry", ld, self.V) * hh[:, :, None]).sum(-1).float()

    def loss(self, batch):
        ids, mask, first, shapes, real, x, u, h, r, names = batch
        ce = lambda p, y: F.cross_entropy(p.float().flatten(0, 1), y.flatten(), ignore_index=-100)
        loss = 0.0
        w = self.words(ids, mask, first, shapes)
        if (h >= 0).any():
            arc, ld, lh = self.arcs(w, real)
            d = self.d(w)
            loss = loss + ce(self.x(d), x) + 0.5 * ce(self.u(d), u) + ce(arc, h)
            loss = loss + ce(self.relations(ld, lh, h.clamp(min=0)), r)
        if names.any():
            p = self.n(self.d(w)).float()
            k = names.any(-1)
            loss = loss + 2 * (p.logsumexp(-1) - p.masked_fill(~names, -1e4).logsumexp(-1))[k].mean()
        return loss


def prepare(s, tok):
    ids, first, sh = [tok.cls_token_id], [], [0]
    for w in s.words:
        p = tok.encode(w, add_special_tokens=False)[:8] or [tok.unk_token_id]
        first.append(len(ids))
        ids += p
        sh += [shape(w)] * len(p)
    s.ids, s.first, s.shapes = ids + [tok.sep_token_id], first, sh + [0]


def batches(sentences, pieces, shuffle):
    order = sorted(sentences, key=lambda s: len(s.ids) + shuffle * 3 * random.random())
    out, now = [], []
    for s in order:
        if now and (len(now) + 1) * len(s.ids) > pieces:
            out.append(now)
            now = []
        now.append(s)
    if now:
        out.append(now)
    if shuffle:
        random.shuffle(out)
    return out


def disguised(row, shapes, tok):
    """Hides some pieces, and the capitals of some sentences, so that none is relied on."""
    hide = (torch.rand(len(row)) < 0.06) & (shapes > 0)
    row = torch.where(hide, tok.mask_token_id, row)
    style = random.random()
    if style < 0.03:
        shapes = torch.where((shapes >= 4), 6, shapes)
    elif style < 0.06:
        shapes = torch.where((shapes >= 4), 4, shapes)
    elif style < 0.11:
        shapes = torch.where((shapes == 4), 7, shapes)
    return row, shapes


def tensors(b, m, tok, train):
    T, N, B = max(len(s.ids) for s in b), max(len(s.words) for s in b), len(b)
    ids = torch.full((B, T), tok.pad_token_id)
    mask, shapes = torch.zeros(B, T, dtype=torch.long), torch.zeros(B, T, dtype=torch.long)
    first, real = torch.zeros(B, N, dtype=torch.long), torch.zeros(B, N, dtype=torch.bool)
    for i, s in enumerate(b):
        row, own = torch.tensor(s.ids), torch.tensor(s.shapes)
        if train:
            row, own = disguised(row, own, tok)
        ids[i, : len(row)], shapes[i, : len(row)] = row, own
        mask[i, : len(row)] = 1
        first[i, : len(s.words)] = torch.tensor(s.first)
        real[i, : len(s.words)] = True
    return ids, mask, first, shapes, real, *gold(b, N, m)


def gold(b, N, m):
    """Numbers of tags, heads and relations, -100 where there are none, and the labels of names that each word may have."""
    x, u, h, r = [torch.full((len(b), N), -100) for _ in range(4)]
    names = torch.zeros(len(b), N, len(LABELS), dtype=torch.bool)
    X, U, R = m.inventories
    for i, s in enumerate(b):
        n = len(s.words)
        if s.xpos and s.heads:
            x[i, :n] = torch.tensor([X.get(v, -100) for v in s.xpos])
            u[i, :n] = torch.tensor([U.get(v, -100) for v in s.upos])
            h[i, :n] = torch.tensor(s.heads)
            r[i, :n] = torch.tensor([R.get(v, R.get(v.split(":")[0], -100)) for v in s.deprels])
        for k, labels in enumerate(s.names or []):
            names[i, k, labels] = True
    return x, u, h, r, names


def evaluate(m, sentences, tok):
    m.eval()
    c = [0] * 5
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for b in batches(sentences, 6000, 0):
            ids, mask, first, sh, real, x, u, h, r, _ = tensors(b, m, tok, False)
            w = m.words(ids, mask, first, sh)
            arc, ld, lh = m.arcs(w, real)
            ph = arc.argmax(-1)
            pr = m.relations(ld, lh, ph).argmax(-1)
            good = (ph == h) & real
            for k, v in enumerate(
                (real, (m.x(w).argmax(-1) == x) & real, (m.u(w).argmax(-1) == u) & real, good, good & (pr == r))
            ):
                c[k] += v.sum().item()
    m.train()
    return dict(zip("xpos upos uas las".split(), (round(100 * v / c[0], 2) for v in c[1:])))


def read_all(files):
    """Sentences with trees, some of them with names, and sentences with names alone."""
    trees = [s for f in files if f.endswith(".conllu") for s in read_trees(f) if len(s.words) <= 90]
    named = [s for f in files if not f.endswith(".conllu") for s in (read_bio(f) if f.endswith(".bio") else read_marked(f))]
    at, rest = {tuple(s.words): s for s in trees}, []
    for s in named:
        same = at.get(tuple(s.words))
        if same is not None:
            same.names = s.names
        elif len(s.words) <= 110:
            rest.append(s)
    return trees, rest


def teacher(path, trees):
    number = lambda field: {v: i for i, v in enumerate(sorted({v for s in trees for v in getattr(s, field)}))}
    return Teacher(path, *map(number, ("xpos", "upos", "deprels")))


def plan(trees, rest):
    """The batches of all rounds, in their order."""
    steps = []
    for r in range(max(TREE_ROUNDS, NAME_ROUNDS)):
        one = batches(trees, PIECES, 1) if r < TREE_ROUNDS else []
        one += batches(rest, PIECES, 1) if r >= TREE_ROUNDS - NAME_ROUNDS else []
        random.shuffle(one)
        steps += one
    return steps


def save(m, out):
    torch.save({"m": m.state_dict(), "inventories": m.inventories}, out)


def learn(path, out, files):
    random.seed(1)
    torch.manual_seed(1)
    tok = tokenizer(path)
    trees, rest = read_all(files)
    m = teacher(path, trees)
    for s in trees + rest:
        prepare(s, tok)
    pieces = lambda sentences: sum(len(s.ids) for s in sentences)
    named = sum(1 for s in trees if s.names)
    print(f"{len(trees)} trees, {named} of them with names, {pieces(trees)} pieces", flush=True)
    print(f"{len(rest)} sentences with names alone, {pieces(rest)} pieces", flush=True)
    train(m, tok, plan(trees, rest), out)
    return m, tok


def train(m, tok, steps, out):
    body = [p for p in m.e.parameters() if p.requires_grad]
    heads = [p for n, p in m.named_parameters() if not n.startswith("e.")]
    opt = torch.optim.AdamW([{"params": body, "lr": 0}, {"params": heads, "lr": 0}], weight_decay=0.01, fused=True)
    m.train()
    begun, seen, mean = time.time(), 0, 0
    for step, b in enumerate(steps):
        f = min(1, (step + 1) / 60) * (1 - step / len(steps))
        opt.param_groups[0]["lr"], opt.param_groups[1]["lr"] = 7e-5 * f, 1e-3 * f
        batch = tensors(b, m, tok, True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = m.loss(batch)
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(body + heads, 1.0)
        opt.step()
        seen += sum(len(s.ids) for s in b)
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0:
            took = time.time() - begun
            print(
                step,
                len(steps),
                round(mean / (1 - 0.98 ** (step + 1)), 3),
                f"{took:.0f} s",
                f"{seen / took:.0f} pieces/s",
                flush=True,
            )
        if step % 500 == 499:
            save(m, out)
    save(m, out)


def load(path, out):
    saved = torch.load(out)
    m = Teacher(path, *saved["inventories"])
    m.load_state_dict(saved["m"])
    m.eval()
    return m, tokenizer(path)


def is_tree(heads):
    if heads.count(0) != 1:
        return False
    for i in range(1, len(heads) + 1):
        k, n = i, 0
        while k and n <= len(heads):
            k = heads[k - 1]
            n += 1
        if k:
            return False
    return True


def label(path, out, tokens):
    m, tok = load(path, out)
    sentences = [s for s in read_trees(tokens) if len(s.words) <= 80]
    for s in sentences:
        prepare(s, tok)
    done, begun = {}, time.time()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for number, b in enumerate(batches(sentences, 5000, 0)):
            done.update((id(s), labels) for s, labels in zip(b, decoded(b, m, tok)) if is_tree(labels[2]))
            if number % 20 == 0:
                print(number, round(time.time() - begun), "s", file=sys.stderr, flush=True)
    print(len(done), "sentences,", len(sentences) - len(done), "left out", file=sys.stderr)
    for s in sentences:
        if id(s) in done:
            show(s, *done[id(s)])


def decoded(b, m, tok):
    """For each sentence of a batch: tags, heads, relations and names of its words, and how sure its heads are."""
    X, U, R = [sorted(i, key=i.get) for i in m.inventories]
    ids, mask, first, shapes, real, *_ = tensors(b, m, tok, False)
    w = m.words(ids, mask, first, shapes)
    arc, ld, lh = m.arcs(w, real)
    heads = arc.argmax(-1)
    relations = m.relations(ld, lh, heads).argmax(-1)
    xpos, upos, names = m.x(w).argmax(-1), m.u(w).argmax(-1), m.n(w).argmax(-1)
    sure = torch.log_softmax(arc, -1).gather(-1, heads[:, :, None])[..., 0]
    for i, s in enumerate(b):
        n = len(s.words)
        of = lambda numbers, inventory: [inventory[a] for a in numbers[i, :n]]
        yield of(xpos, X), of(upos, U), heads[i, :n].tolist(), of(relations, R), of(names, LABELS), sure[i, :n].mean().item()


def show(s, xpos, upos, heads, relations, names, sure):
    print("# sure = %.3f" % sure)
    for c, x, u, h, r, n in zip(s.lines, xpos, upos, heads, relations, names):
        print("\t".join([c[0], c[1], c[2], u, x, "_", str(h), r, "_", "Name=" + n]))
    print()


def names_of(path):
    """Prints the names of labelled sentences, a word and its label a line; a sentence that comes again is left out."""
    seen = set()
    for block in open(path, encoding="utf-8").read().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        words = tuple(row[1] for row in rows)
        if len(words) > 3 and words not in seen:
            seen.add(words)
            print("\n".join(row[1] + "\t" + row[9].removeprefix("Name=") for row in rows), end="\n\n")


def main(what, path, *rest):
    if what == "names":
        return names_of(path)
    torch.set_num_threads(int(os.environ.get("THREADS", 2)))
    out, files = rest[0], rest[1:]
    if what == "learn":
        learn(path, out, files)
    elif what == "label":
        label(path, out, files[0])
    else:
        m, tok = load(path, out)
        for f in files:
            sentences = read_trees(f)
            for s in sentences:
                prepare(s, tok)
            print(f, evaluate(m, sentences, tok), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
