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

    def __init__(s, words):
        s.words, s.xpos, s.upos, s.heads, s.deprels, s.names, s.lines = words, None, None, None, None, None, None


def read_trees(path):
    out, rows = [], []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line and line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                rows.append(c)
        elif not line and rows:
            s = Sentence([c[1] for c in rows])
            s.lines = rows
            s.xpos, s.upos = [c[4] for c in rows], [c[3] for c in rows]
            if rows[0][6].isdigit():
                s.heads, s.deprels = [int(c[6]) for c in rows], [c[7] for c in rows]
            out.append(s)
            rows = []
    return out


def allowed(kind, first):
    ks = CORPUS_KINDS.get(kind.upper())
    if ks is None:
        return list(range(len(LABELS)))
    return [LABELS.index(("B-" if first else "I-") + k) for k in ks.split()]


def read_bio(path):
    out, ws, ls = [], [], []
    for line in list(open(path, encoding="utf8")) + ["\n"]:
        line = line.rstrip("\n")
        if line:
            w, l = line.split("\t")[:2]
            ws.append(w)
            ls.append(l)
        elif ws:
            s = Sentence(ws)
            s.names = [[0] if l == "O" else allowed(l[2:], l[0] == "B" or i == 0 or ls[i - 1] == "O") for i, l in enumerate(ls)]
            out.append(s)
            ws, ls = [], []
    return out


def read_marked(path):
    out = []
    for line in open(path, encoding="utf8"):
        d = json.loads(line)
        text = d["text"]
        at = {}
        for e in d["entities"]:
            for i in range(e["start"], e["end"]):
                at[i] = (e["start"], e["type"])
        ws, ns, last = [], [], 0

        def close():
            nonlocal ws, ns
            if ws:
                s = Sentence(ws)
                s.names = ns
                out.append(s)
            ws, ns = [], []

        for m in WORD.finditer(text):
            if (
                "\n" in text[last : m.start()]
                or (ws and ws[-1] in ".!?" and last < m.start() and len(ws) > 12)
                or len(ws) >= 100
            ):
                close()
            a = at.get(m.start())
            ws.append(m[0])
            last = m.end()
            ns.append([0] if a is None else allowed(a[1], a[0] == m.start()))
        close()
    return out


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
    def __init__(s, path, xpos, upos, deprels):
        super().__init__()
        s.inventories = (xpos, upos, deprels)
        s.e = AutoModel.from_pretrained(path)
        h = s.e.config.hidden_size
        s.e.encoder.layer = s.e.encoder.layer[:LAYERS]
        for m in s.e.modules():
            if isinstance(m, nn.Dropout):
                m.p = 0.0
        for p in list(s.e.embeddings.parameters()) + [p for l in s.e.encoder.layer[:FIXED] for p in l.parameters()]:
            p.requires_grad = False
        s.shapes = nn.Embedding(9, h)
        nn.init.normal_(s.shapes.weight, std=0.05)
        s.x, s.u, s.n = nn.Linear(h, len(xpos)), nn.Linear(h, len(upos)), nn.Linear(h, len(LABELS))
        A, L = 400, 128
        s.ad, s.ah, s.ld, s.lh = nn.Linear(h, A), nn.Linear(h, A), nn.Linear(h, L), nn.Linear(h, L)
        s.U = nn.Parameter(torch.zeros(A + 1, A))
        s.V = nn.Parameter(torch.zeros(len(deprels), L + 1, L + 1))
        s.root = nn.Parameter(torch.randn(h) * 0.02)
        s.d = nn.Dropout(0.25)

    def words(s, ids, mask, first, shapes):
        e = s.e
        bias = e.encoder.compute_position_bias(ids[:, :, None].float())
        wide = (1 - mask[:, None, None].float()) * -1e9
        with torch.no_grad():
            h = e.embeddings(input_ids=ids)
            for l in e.encoder.layer[:FIXED]:
                h = l(h, wide, bias)[0]
        h = h + s.shapes(shapes)
        for l in e.encoder.layer[FIXED:]:
            h = l(h, wide, bias)[0]
        return torch.gather(h.float(), 1, first[:, :, None].expand(-1, -1, h.size(2)))

    def arcs(s, w, real):
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        act = lambda l, x: s.d(F.relu(l(x)))
        x = s.d(w)
        hw = torch.cat([s.root[None, None].expand(len(w), 1, -1), x], 1)
        arc = (one(act(s.ad, x)) @ s.U @ act(s.ah, hw).transpose(1, 2)).float()
        arc = arc.masked_fill(~torch.cat([torch.ones_like(real[:, :1]), real], 1)[:, None], -1e4)
        return arc, one(act(s.ld, x)), one(act(s.lh, hw))

    def relations(s, ld, lh, heads):
        hh = torch.gather(lh, 1, heads[:, :, None].expand(-1, -1, lh.size(2)))
        return (torch.einsum("bnx,rxy->bnry", ld, s.V) * hh[:, :, None]).sum(-1).float()


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


def tensors(b, m, tok, train):
    T, N, B = max(len(s.ids) for s in b), max(len(s.words) for s in b), len(b)
    ids = torch.full((B, T), tok.pad_token_id)
    mask = torch.zeros(B, T, dtype=torch.long)
    sh = torch.zeros(B, T, dtype=torch.long)
    first = torch.zeros(B, N, dtype=torch.long)
    real = torch.zeros(B, N, dtype=torch.bool)
    x, u, h, r = [torch.full((B, N), -100) for _ in range(4)]
    names = torch.zeros(B, N, len(LABELS), dtype=torch.bool)
    X, U, R = m.inventories
    for i, s in enumerate(b):
        t, n = len(s.ids), len(s.words)
        row = torch.tensor(s.ids)
        shapes = torch.tensor(s.shapes)
        if train:
            hide = (torch.rand(t) < 0.06) & (shapes > 0)
            row = torch.where(hide, tok.mask_token_id, row)
            style = random.random()
            if style < 0.03:
                shapes = torch.where((shapes >= 4), 6, shapes)
            elif style < 0.06:
                shapes = torch.where((shapes >= 4), 4, shapes)
            elif style < 0.11:
                shapes = torch.where((shapes == 4), 7, shapes)
        ids[i, :t] = row
        mask[i, :t] = 1
        sh[i, :t] = shapes
        first[i, :n] = torch.tensor(s.first)
        real[i, :n] = True
        if s.xpos and s.heads:
            x[i, :n] = torch.tensor([X.get(v, -100) for v in s.xpos])
            u[i, :n] = torch.tensor([U.get(v, -100) for v in s.upos])
            h[i, :n] = torch.tensor(s.heads)
            r[i, :n] = torch.tensor([R.get(v, R.get(v.split(":")[0], -100)) for v in s.deprels])
        if s.names:
            for k, ls in enumerate(s.names):
                names[i, k, ls] = True
    return ids, mask, first, sh, real, x, u, h, r, names


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


def learn(path, out, files):
    random.seed(1)
    torch.manual_seed(1)
    tok = tokenizer(path)
    trees = [s for f in files if f.endswith(".conllu") for s in read_trees(f) if len(s.words) <= 90]
    named = [s for f in files if not f.endswith(".conllu") for s in (read_bio(f) if f.endswith(".bio") else read_marked(f))]
    at = {tuple(s.words): s for s in trees}
    rest = []
    for s in named:
        same = at.get(tuple(s.words))
        if same is not None:
            same.names = s.names
        elif len(s.words) <= 110:
            rest.append(s)
    number = lambda vs: {v: i for i, v in enumerate(sorted(set(vs)))}
    m = Teacher(
        path,
        number(x for s in trees for x in s.xpos),
        number(x for s in trees for x in s.upos),
        number(x for s in trees for x in s.deprels),
    )
    for s in trees + rest:
        prepare(s, tok)
    print(
        len(trees),
        "trees",
        sum(1 for s in trees if s.names),
        "of them with names",
        len(rest),
        "sentences with names alone",
        sum(len(s.ids) for s in trees),
        sum(len(s.ids) for s in rest),
        "pieces",
        flush=True,
    )
    plan = []
    for r in range(max(TREE_ROUNDS, NAME_ROUNDS)):
        one = (batches(trees, PIECES, 1) if r < TREE_ROUNDS else []) + (
            batches(rest, PIECES, 1) if r >= TREE_ROUNDS - NAME_ROUNDS else []
        )
        random.shuffle(one)
        plan += one
    body = [p for p in m.e.parameters() if p.requires_grad]
    heads = [p for n, p in m.named_parameters() if not n.startswith("e.")]
    opt = torch.optim.AdamW([{"params": body, "lr": 0}, {"params": heads, "lr": 0}], weight_decay=0.01, fused=True)
    m.train()
    t0 = time.time()
    seen = 0
    mean = 0
    ce = lambda p, y: F.cross_entropy(p.float().flatten(0, 1), y.flatten(), ignore_index=-100)
    for step, b in enumerate(plan):
        f = min(1, (step + 1) / 60) * (1 - step / len(plan))
        opt.param_groups[0]["lr"], opt.param_groups[1]["lr"] = 7e-5 * f, 1e-3 * f
        ids, mask, first, sh, real, x, u, h, r, names = tensors(b, m, tok, True)
        loss = 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            w = m.words(ids, mask, first, sh)
            if (h >= 0).any():
                arc, ld, lh = m.arcs(w, real)
                d = m.d(w)
                loss = loss + ce(m.x(d), x) + 0.5 * ce(m.u(d), u) + ce(arc, h) + ce(m.relations(ld, lh, h.clamp(min=0)), r)
            if names.any():
                p = m.n(m.d(w)).float()
                k = names.any(-1)
                loss = loss + 2 * (p.logsumexp(-1) - p.masked_fill(~names, -1e4).logsumexp(-1))[k].mean()
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(body + heads, 1.0)
        opt.step()
        seen += sum(len(s.ids) for s in b)
        mean = 0.98 * mean + 0.02 * loss.item()
        if step % 50 == 0:
            print(
                step,
                len(plan),
                round(mean / (1 - 0.98 ** (step + 1)), 3),
                round(time.time() - t0),
                "s",
                round(seen / (time.time() - t0)),
                "pieces/s",
                flush=True,
            )
        if step % 500 == 499:
            torch.save({"m": m.state_dict(), "inventories": m.inventories}, out)
    torch.save({"m": m.state_dict(), "inventories": m.inventories}, out)
    return m, tok


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
    X, U, R = [sorted(i, key=i.get) for i in m.inventories]
    sentences = [s for s in read_trees(tokens) if len(s.words) <= 80]
    for s in sentences:
        prepare(s, tok)
    done = {}
    left_out = 0
    t0 = time.time()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for number, b in enumerate(batches(sentences, 5000, 0)):
            ids, mask, first, sh, real, *_ = tensors(b, m, tok, False)
            w = m.words(ids, mask, first, sh)
            arc, ld, lh = m.arcs(w, real)
            ph = arc.argmax(-1)
            pr = m.relations(ld, lh, ph).argmax(-1)
            px, pu, pn = m.x(w).argmax(-1), m.u(w).argmax(-1), m.n(w).argmax(-1)
            sure = torch.log_softmax(arc, -1).gather(-1, ph[:, :, None])[..., 0]
            for i, s in enumerate(b):
                n = len(s.words)
                heads = ph[i, :n].tolist()
                if not is_tree(heads):
                    left_out += 1
                    continue
                done[id(s)] = (
                    [X[a] for a in px[i, :n]],
                    [U[a] for a in pu[i, :n]],
                    heads,
                    [R[a] for a in pr[i, :n]],
                    [LABELS[a] for a in pn[i, :n]],
                    sure[i, :n].mean().item(),
                )
            if number % 20 == 0:
                print(number, round(time.time() - t0), "s", file=sys.stderr, flush=True)
    print(len(done), "sentences,", left_out, "left out", file=sys.stderr)
    for s in sentences:
        if id(s) not in done:
            continue
        print("# sure = %.3f" % done[id(s)][5])
        for c, x, u, h, r, n in zip(s.lines, *done[id(s)][:5]):
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


if __name__ == "__main__":
    if sys.argv[1] == "names":
        sys.exit(names_of(sys.argv[2]))
    torch.set_num_threads(int(os.environ.get("THREADS", 2)))
    what, path, out, files = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    if what == "learn":
        m, tok = learn(path, out, files)
    elif what == "label":
        label(path, out, files[0])
    else:
        m, tok = load(path, out)
        for f in files:
            ss = read_trees(f)
            for s in ss:
                prepare(s, tok)
            print(f, evaluate(m, ss, tok), flush=True)
