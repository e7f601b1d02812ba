"""A large encoder learns which words tell events, and labels news with the chance of each and of its classes.

    teacher.py learn ENCODER ARTICLES OUT.pt [--dev ARTICLES] [--epochs 4]
    teacher.py label ENCODER OUT.pt ARTICLES TEXTS > taught.jsonl

The head for classes that `learn` trains along with the encoder sees too few events to be good. `label` therefore fits new ones to
the vectors that the encoder gives the events of ARTICLES; it takes a minute.

ENCODER is the folder of all-mpnet-base-v2 (Apache-2.0). ARTICLES are annotated as for events.py, TEXTS have `id`, `text`
and `published`. Needs torch and transformers. On two cores with AMX 155 articles take about 25 minutes, and 700 words a
second are labelled. The figures differ a little from machine to machine: bf16 sums are not in a fixed order.
"""
import argparse
import json
import random
import re

import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import AutoModel, PreTrainedTokenizerFast

CLASSES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT DEATH INJURY DISASTER ACCIDENT CRIME JUSTICE ELECTION POLICY BUSINESS ECONOMY SCIENCE SPORT CULTURE MOVEMENT APPOINTMENT OTHER".split()
STATUSES = "asserted planned proposed threatened demanded predicted possible conditional negated denied".split()
WORD = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
PIECES = 380  # of a window
NONE = -100   # no label
EPOCHS = 40   # of the heads that are fitted to vectors


def tokenizer(folder):
    t = PreTrainedTokenizerFast(tokenizer_file=folder + "/tokenizer.json", cls_token="<s>", sep_token="</s>", pad_token="<pad>", unk_token="[UNK]")
    t.backend_tokenizer.no_padding(); t.backend_tokenizer.no_truncation()
    return t


def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def windows(article, tok):
    """Words as (pieces, event, start, end), in stretches that end at a line where they can."""
    text, events = article["text"], article.get("events", [])
    at = {e["trigger"]["start"]: e for e in events}
    out, window, size, last = [], [], 2, 0
    for m in WORD.finditer(text):
        pieces = tok.encode(m[0], add_special_tokens=False)[:8] or [tok.unk_token_id]
        if size + len(pieces) > PIECES or size > 250 and "\n" in text[last:m.start()]:
            out.append(window); window, size = [], 2
        event = next((at[k] for k in range(m.start(), m.end()) if k in at), None)
        window.append((pieces, event, m.start(), m.end())); size += len(pieces); last = m.end()
    return out + [window] if window else out


class Teacher(nn.Module):
    def __init__(self, folder):
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        h = self.encoder.config.hidden_size
        self.drop, self.mix = nn.Dropout(0.1), nn.Linear(h, h)
        self.trigger, self.cls, self.status = nn.Linear(h, 1), nn.Linear(h, len(CLASSES)), nn.Linear(h, len(STATUSES))

    def vectors(self, ids, mask, first):
        h = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        return torch.gather(h, 1, first[:, :, None].expand(-1, -1, h.size(2)))

    def heads(self, w):
        w = self.drop(F.gelu(self.mix(self.drop(w))))
        return self.trigger(w)[..., 0].float(), self.cls(w).float(), self.status(w).float()

    def forward(self, ids, mask, first):
        return self.heads(self.vectors(ids, mask, first))


def batch(group, tok):
    rows = [sum((p for p, *_ in w), [tok.cls_token_id]) + [tok.sep_token_id] for w in group]
    T, N, B = max(map(len, rows)), max(map(len, group)), len(group)
    ids, mask = torch.full((B, T), tok.pad_token_id), torch.zeros(B, T, dtype=torch.long)
    first, real = torch.zeros(B, N, dtype=torch.long), torch.zeros(B, N, dtype=torch.bool)
    trigger, cls, status = torch.zeros(B, N), torch.full((B, N), NONE), torch.full((B, N), NONE)
    for r, (row, window) in enumerate(zip(rows, group)):
        ids[r, :len(row)] = torch.tensor(row); mask[r, :len(row)] = 1; real[r, :len(window)] = True
        place = 1
        for q, (pieces, event, *_) in enumerate(window):
            first[r, q] = place; place += len(pieces)
            if event:
                trigger[r, q] = 1; cls[r, q] = CLASSES.index(event["class"]); status[r, q] = STATUSES.index(event["status"])
    return (ids, mask, first), real, trigger, cls, status


def chances(model, group, tok):
    """Chance of an event, whether it is one, and vector of each word."""
    inputs, real, trigger, *_ = batch(group, tok)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        vectors = model.vectors(*inputs)
        return torch.sigmoid(model.heads(vectors)[0]) * real, trigger, vectors.float()


def measure(model, data, tok):
    model.eval(); right = said = gold = 0
    for i in range(0, len(data), 8):
        p, t, _ = chances(model, data[i:i + 8], tok)
        right += ((p > 0.5) & (t > 0)).sum().item(); said += (p > 0.5).sum().item(); gold += t.sum().item()
    model.train()
    return f"P {100 * right / max(1, said):.1f} R {100 * right / gold:.1f} F {200 * right / (said + gold):.1f}"


def learn(a):
    random.seed(1); torch.manual_seed(1)
    tok = tokenizer(a.encoder)
    data = [w for article in read(a.articles) for w in windows(article, tok)]
    model = Teacher(a.encoder).train()
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    body = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    rates = (5e-5, 1e-3)
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, fused=True)
    total, step, size = int(len(data) / 6 * a.epochs), 0, 6
    while step < total:
        random.shuffle(data)
        for i in range(0, len(data), size):
            share = min(1, (step + 1) / 30) * max(0, 1 - step / total)
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * share
            inputs, real, trigger, cls, status = batch(data[i:i + size], tok)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                t, c, s = model(*inputs)
            ce = lambda x, y: F.cross_entropy(x.flatten(0, 1), y.flatten(), ignore_index=NONE) if (y != NONE).any() else 0
            loss = 4 * F.binary_cross_entropy_with_logits(t[real], trigger[real]) + 0.5 * ce(c, cls) + 0.5 * ce(s, status)
            optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); step += 1
            if step % 20 == 0:
                print(step, total, round(loss.item(), 3), flush=True)
            if step >= total:
                break
    torch.save(model.state_dict(), a.out)
    if a.dev:
        print(measure(model, [w for article in read(a.dev) for w in windows(article, tok)], tok))


def fit(vectors, labels, outcomes, seed):
    """A linear head."""
    torch.manual_seed(seed)
    head = nn.Sequential(nn.Dropout(0.3), nn.Linear(vectors.shape[1], outcomes))
    optimizer = torch.optim.AdamW(head.parameters(), weight_decay=1e-2)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = 2e-3 * (1 - epoch / EPOCHS)
        for part in torch.randperm(len(vectors)).split(128):
            loss = F.cross_entropy(head(vectors[part]), labels[part])
            optimizer.zero_grad(); loss.backward(); optimizer.step()
    return head.eval()


class Classes:
    """The chances of the classes by the vector of an event: the mean of three heads that are fitted apart."""

    def __init__(self, model, articles, tok):
        events, vectors = [], []
        for group in (w for article in articles for w in windows(article, tok)):
            own = chances(model, [group], tok)[2][0]
            at = [q for q, (_, event, *_) in enumerate(group) if event]
            events += [group[q][1] for q in at]; vectors.append(own[at])
        labels = torch.tensor([CLASSES.index(e["class"]) for e in events])
        self.heads = [fit(torch.cat(vectors), labels, len(CLASSES), seed) for seed in range(3)]

    @torch.no_grad()
    def __call__(self, vector):
        mean = sum(head(vector).softmax(-1) for head in self.heads) / len(self.heads)
        return [round(chance, 3) for chance in mean.tolist()]


def label(a):
    tok = tokenizer(a.encoder)
    model = Teacher(a.encoder); model.load_state_dict(torch.load(a.weights)); model.eval()
    classes = Classes(model, read(a.articles), tok)
    for article in read(a.texts):
        found = []
        groups = windows({"text": article["text"]}, tok)
        for i in range(0, len(groups), 8):
            p, _, vectors = chances(model, groups[i:i + 8], tok)
            for r, window in enumerate(groups[i:i + 8]):
                for q, (_, _, start, end) in enumerate(window):
                    if p[r, q] > 0.08:
                        event = {"trigger": {"start": start, "end": end}, "chance": round(p[r, q].item(), 3), "date": None}
                        if event["chance"] >= 0.5:
                            event["class"] = classes(vectors[r, q])
                        found.append(event)
        known, doubtful = ([e for e in found if (e["chance"] >= 0.5) == sure] for sure in (True, False))
        print(json.dumps({**article, "taught": True, "events": known, "doubtful": doubtful}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(required=True)
    one = sub.add_parser("learn"); one.set_defaults(run=learn)
    for name in ("encoder", "articles", "out"):
        one.add_argument(name)
    one.add_argument("--dev"); one.add_argument("--epochs", type=float, default=4)
    two = sub.add_parser("label"); two.set_defaults(run=label)
    for name in ("encoder", "weights", "articles", "texts"):
        two.add_argument(name)
    A = ap.parse_args(); A.run(A)
