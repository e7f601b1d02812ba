"""Learns the event scorers from annotated articles: events.py OUT_FOLDER FEATURES ARTICLES [FEATURES ARTICLES …]

FEATURES is what `newsx-train features events ARTICLES` prints: every candidate with its features, one JSON object a line.
Each task is a logistic regression over sparse features; the proposals of one event's date share one softmax, and so do the
words that may have a role in an event, with "nobody" among them. The events of
ARTICLES are annotated, or `taught`: then each has a `chance` of being one, and `class` with the chance of each
class, that a teacher gives it; no other task learns from them. Writes one file of weights a task, for `newsx-train weights`; that of
triggers comes from `triggers.py`. Needs numpy and scipy.
"""
import argparse
import bisect
import collections
import json
import os

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

CLASSES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT DEATH INJURY DISASTER ACCIDENT CRIME JUSTICE ELECTION POLICY BUSINESS ECONOMY SCIENCE SPORT CULTURE MOVEMENT APPOINTMENT OTHER".split()
STATUSES = "asserted planned proposed threatened demanded predicted possible conditional negated denied".split()
OUTCOMES = {"trigger": 1, "class": len(CLASSES), "status": len(STATUSES), "role": 3, "importance": 1, "date": 1}
UNIT = 1024  # a weight of 1, as the program counts

# Strength of the prior that weights are small, by task.
PRIOR = {"trigger": 6.0, "class": 6.0, "status": 12.0, "role": 18.0, "importance": 12.0, "date": 12.0}
# How much a judgement in an annotated article and a taught one counts; one in a sentence of the corpora, by task.
COUNTS = {"gold": 3.0, "taught": 1.0}
CORPUS = {"class": 14.0, "date": 14.0}
CORPUS_ELSE = 40.0
# How much likelier than the best word "nobody" may be for a role still to be given (`LEAST` in `roles`).
LEAST_ROLE = 0.5
# From how many candidates on a feature is learnt.
LEAST = 3


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def span(x):
    return x["start"], x["end"]


class Article:
    """The labels of an article, found by place."""

    def __init__(self, record):
        self.events = sorted(record["events"] + record.get("doubtful", []), key=lambda e: span(e["trigger"]))
        self.starts = [e["trigger"]["start"] for e in self.events]
        self.taught = bool(record.get("taught"))
        self.kind = "corpus" if record["id"].startswith("corpus:") else "taught" if self.taught else "gold"

    def event(self, trigger):
        i = bisect.bisect_left(self.starts, trigger[1])
        return next((e for e in self.events[max(0, i - 2):i] if overlap(trigger, span(e["trigger"]))), None)


def sure(i, size):
    out = np.zeros(size)
    out[i] = 1
    return out


def label(judged, event, taught):
    """The chances of the outcomes of a judgement; None to leave it out. A teacher knows triggers and classes."""
    task = judged["task"]
    if task == "trigger":
        return np.array([event["chance"] if taught and event else float(event is not None)])
    if event is None:
        return None
    if taught:
        return np.array(event["class"]) if task == "class" and "class" in event else None
    if task == "class":
        return sure(CLASSES.index(event["class"]), len(CLASSES))
    if task == "status":
        return sure(STATUSES.index(event["status"]), len(STATUSES))
    if task == "importance":
        return np.array([float(event["importance"] > 1)]) if event.get("importance") else None
    if task == "role":
        place, above = judged["span"], judged["above"]
        for p in event["participants"]:
            if overlap(place, span(p)) and not (above and overlap(above, span(p))):
                return sure(int(p["role"] != "agent"), 3)
        return np.zeros(3)
    if task == "date":
        days = event["date"]
        right = f'{days["start"]}/{days["end"]}' if days else "none"
        return np.array([float(judged["candidate"] == right)])
    raise ValueError(f"unknown task: {task}")


class Rows:
    """The judgements of one task: sparse features, chances, weights, documents, events."""

    def __init__(self):
        self.features, self.ends = [], [0]
        self.y, self.w, self.doc, self.event = [], [], [], []

    def add(self, doc, trigger, y, w, features):
        self.features.append(np.unique(np.array(features, np.uint32)))
        self.ends.append(self.ends[-1] + len(self.features[-1]))
        self.y.append(y); self.w.append(w); self.doc.append(doc); self.event.append((doc, tuple(trigger)))

    def close(self):
        self.features = np.concatenate(self.features); self.ends = np.array(self.ends)
        self.y = np.array(self.y, np.float32); self.w = np.array(self.w, np.float32); self.doc = np.array(self.doc)
        return self

    def matrix(self, vocabulary):
        where = np.searchsorted(vocabulary, self.features)
        where[where == len(vocabulary)] = 0
        known = vocabulary[where] == self.features
        counts = np.concatenate([[0], np.cumsum(known)])
        return sparse.csr_matrix((np.ones(known.sum(), np.float32), where[known], counts[self.ends]), (len(self.y), len(vocabulary)))

    def groups(self, keep):
        number = {}
        return np.array([number.setdefault(e, len(number)) for e, k in zip(self.event, keep) if k])


def mark_others(judged, labels):
    """Marks the patients of one event beside the first and those joined to it (the third outcome of the roles)."""
    patients = [(span, above, y) for (span, above), y in zip(judged, labels) if y[1]]
    apart = [p for p in patients if not any(p[1] == other[0] for other in patients)]
    for _, _, y in sorted(apart, key=lambda p: p[0])[1:]:
        y[2] = 1


def read(pairs, tasks):
    data, roles = {t: Rows() for t in tasks}, collections.defaultdict(list)
    for features, articles in pairs:
        gold = {a["id"]: Article(a) for a in map(json.loads, open(articles, encoding="utf-8"))}
        for line in open(features, encoding="utf-8"):
            judged = json.loads(line)
            if judged["task"] not in data:
                continue
            article = gold[judged["doc"]]
            found = label(judged, article.event(judged["trigger"]), article.taught)
            if found is not None and judged["task"] == "role":
                roles[judged["doc"], tuple(judged["trigger"])].append(((judged["span"], judged["above"]), found))
            if found is not None:
                data[judged["task"]].add(judged["doc"], judged["trigger"], found, COUNTS.get(article.kind, CORPUS.get(judged["task"], CORPUS_ELSE)), judged["features"])
    for words in roles.values():
        mark_others(*zip(*words))
    return {t: r.close() for t, r in data.items() if r.y}


def fit(task, rows, keep, prior):
    """The vocabulary and the weights, features × outcomes, learnt from the rows that are kept."""
    inside = np.repeat(keep, np.diff(rows.ends))
    seen, count = np.unique(rows.features[inside], return_counts=True)
    vocabulary = seen[count >= LEAST]
    X = rows.matrix(vocabulary)[keep]
    XT = X.T.tocsr()
    y, w, outcomes = rows.y[keep], rows.w[keep], OUTCOMES[task]
    groups = rows.groups(keep) if task in ("date", "role") else None

    def role(s, right):
        """One role: a softmax over the words of each event and nobody, whose score is 0."""
        top = np.zeros(groups.max() + 1)
        np.maximum.at(top, groups, s)
        e, nobody = np.exp(s - top[groups]), np.exp(-top)
        total = np.bincount(groups, e) + nobody
        known = np.bincount(groups, right) > 0
        found = np.where(known, np.bincount(groups, e * right), nobody)
        weight = np.zeros(len(total)); weight[groups] = w
        q = np.where(known[groups], e * right / np.maximum(found, 1e-30)[groups], 0)
        return -np.sum(weight * np.log(np.maximum(found, 1e-30) / total)), (e / total[groups] - q) * w

    def date(s):
        top = np.full(groups.max() + 1, -np.inf)
        np.maximum.at(top, groups, s)
        e = np.exp(s - top[groups])
        total, right = np.bincount(groups, e), np.bincount(groups, e * y[:, 0])
        usable = right > 0
        weight = np.zeros(len(total)); weight[groups] = w
        p = e / total[groups]
        q = np.where(usable[groups], e * y[:, 0] / np.maximum(right, 1e-30)[groups], p)
        return -np.sum(weight[usable] * np.log(right[usable] / total[usable])), ((p - q) * w)[:, None]

    def loss(flat):
        W = flat.reshape(X.shape[1], outcomes)
        S = X @ W
        if task == "date":
            value, G = date(S[:, 0])
        elif task == "role":
            values, columns = zip(*(role(S[:, k], y[:, k]) for k in range(outcomes)))
            value, G = sum(values), np.stack(columns, 1)
        elif outcomes == 1:
            z, t = S[:, 0], y[:, 0]
            value, G = np.sum(w * (np.logaddexp(0, z) - t * z)), (w * (1 / (1 + np.exp(-z)) - t))[:, None]
        else:
            S = S - S.max(1, keepdims=True)
            P = np.exp(S); P /= P.sum(1, keepdims=True)
            value, G = -np.sum(w * np.sum(y * np.log(P + 1e-30), 1)), (P - y) * w[:, None]
        return value + prior / 2 * flat @ flat, (XT @ G + prior * W).ravel()

    found = minimize(loss, np.zeros(X.shape[1] * outcomes), jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 6})
    return vocabulary, found.x.reshape(X.shape[1], outcomes)


def best_of(rows, keep, S, y):
    """Of every role of every event: whether a word has it, whether that is right, and whether any should."""
    best = {}
    for e, scores, right in zip([e for e, k in zip(rows.event, keep) if k], S, y):
        for k in range(len(scores)):
            score, good, known = best.get((e, k), (-LEAST_ROLE, 0, 0))
            known = max(known, right[k])
            best[e, k] = (scores[k], right[k], known) if scores[k] > score else (score, good, known)
    return [(score > -LEAST_ROLE, good > 0, known > 0) for score, good, known in best.values()]


def measure(task, rows, keep, vocabulary, W):
    S, y = (rows.matrix(vocabulary)[keep]) @ W, rows.y[keep]
    c = collections.Counter(n=len(y))
    if task in ("trigger", "importance"):
        p, t = S[:, 0] > 0, y[:, 0] > 0.5
        c.update(tp=int((p & t).sum()), p=int(p.sum()), g=int(t.sum()))
    elif task == "date":
        best = {}
        for e, s, t in zip([e for e, k in zip(rows.event, keep) if k], S[:, 0], y[:, 0]):
            score, right, bound = best.get(e, (-np.inf, 0, 0))
            best[e] = (s, t, max(bound, t)) if s > score else (score, right, max(bound, t))
        c = collections.Counter(n=len(best), right=sum(b[1] for b in best.values()), bound=sum(b[2] for b in best.values()))
    elif task == "role":
        c = collections.Counter()
        for found, right, known in best_of(rows, keep, S[:, :2], y):
            c.update(tp=int(found and right), p=int(found), g=int(known))
    else:
        p, t = S.argmax(1), y.argmax(1)
        c.update(right=int((p == t).sum()))
    return c


def show(name, c):
    text = f" P {100*c['tp']/max(1,c['p']):.1f} R {100*c['tp']/max(1,c['g']):.1f} F {200*c['tp']/max(1,c['p']+c['g']):.1f}" if c["g"] else ""
    text += f" right {100*c['right']/c['n']:.1f}" if c["right"] else ""
    text += f" of at most {100*c['bound']/c['n']:.1f}" if c["bound"] else ""
    print(f"{name:16}{text}", flush=True)


def failing(task, rows, vocabulary, W):
    """The lines of the corpora that a model judges wrongly."""
    keep = np.char.startswith(rows.doc, "corpus:")
    if not keep.any():
        return []
    S, y, docs = rows.matrix(vocabulary)[keep] @ W, rows.y[keep], rows.doc[keep]
    if task == "date":
        best = {}
        for e, s, t in zip([e for e, k in zip(rows.event, keep) if k], S[:, 0], y[:, 0]):
            if s > best.get(e, (-np.inf, 0))[0]:
                best[e] = (s, t)
        return sorted({e[0] for e, b in best.items() if not b[1]})
    if task == "role":
        return sorted({d for d in set(docs) if any(found != known or found and not good for found, good, known in best_of(rows, rows.doc == d, rows.matrix(vocabulary)[rows.doc == d] @ W[:, :2], rows.y[rows.doc == d]))})
    wrong = (S[:, 0] > 0) != (y[:, 0] > 0.5) if OUTCOMES[task] == 1 else S.argmax(1) != y.argmax(1)
    return sorted(set(docs[wrong]))


def write(task, vocabulary, W, folder, least):
    write_weights(vocabulary, W, os.path.join(folder, f"event_{task}.jsonl"), least)


def write_weights(vocabulary, W, path, least):
    """Weights as signed square roots in one byte: the weightiest features first."""
    bytes_ = np.clip(np.rint(np.sign(W) * np.sqrt(np.abs(W) * UNIT)), -127, 127).astype(int)
    heaviest = np.abs(bytes_).max(1)
    with open(path, "w") as out:
        for i in sorted(range(len(vocabulary)), key=lambda i: (-heaviest[i], vocabulary[i])):
            pairs = [[k, int(v)] for k, v in enumerate(bytes_[i]) if abs(v) >= least]
            if pairs:
                out.write(json.dumps([int(vocabulary[i]), pairs]) + "\n")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out"); ap.add_argument("files", nargs="+")
    ap.add_argument("--cv", type=int, default=0); ap.add_argument("--tasks", default="class status role importance date"); ap.add_argument("--prior", type=float)
    ap.add_argument("--least", type=int, default=8, help="weights (as bytes) below this are left out")
    ap.add_argument("--dev", nargs=2, default=[])
    A = ap.parse_args()
    pairs = lambda files: list(zip(files[::2], files[1::2]))
    tasks = A.tasks.split()
    data, dev = read(pairs(A.files), tasks), read(pairs(A.dev), tasks)
    for task, rows in data.items():
        prior = A.prior or PRIOR[task]
        everything = np.ones(len(rows.y), bool)
        if A.cv:
            gold = ~(np.char.startswith(rows.doc, "corpus:") | np.char.startswith(rows.doc, "taught:"))
            docs, total = sorted(set(rows.doc[gold])), collections.Counter()
            for k in range(A.cv):
                held = np.isin(rows.doc, docs[k::A.cv])
                total.update(measure(task, rows, held, *fit(task, rows, ~held, prior)))
            show("cv " + task, total)
        model = fit(task, rows, everything, prior)
        print(task, len(rows.y), "rows,", len(model[0]), "features; corpus lines judged wrongly:", " ".join(d.split(":")[1] for d in failing(task, rows, *model)), flush=True)
        if task in dev:
            show("dev " + task, measure(task, dev[task], np.ones(len(dev[task].y), bool), *model))
        write(task, *model, A.out, A.least)
