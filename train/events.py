"""Learns the event scorers from annotated articles: events.py FEATURES.jsonl ARTICLES.jsonl OUT_FOLDER [--cv N]

FEATURES.jsonl is what `newsx-train features events ARTICLES.jsonl` prints: every candidate with its features. Each task is
a logistic regression over sparse features; alternatives of one event (its dates) share one softmax. Writes one file of
weights a task, for `newsx-train weights`. Needs numpy and scipy.
"""
import argparse, collections, json, os
import numpy as np
from scipy import sparse
from scipy.optimize import minimize

CLASSES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT DEATH INJURY DISASTER ACCIDENT CRIME JUSTICE ELECTION POLICY BUSINESS ECONOMY SCIENCE SPORT CULTURE MOVEMENT APPOINTMENT OTHER".split()
KINDS = {"trigger": ("EVTR", 1), "class": ("EVCL", len(CLASSES)), "role": ("EVRO", 3), "date": ("EVDA", 1)}
UNIT = 1024  # a weight of 1, as the program counts

# Strength of the prior that weights are small, by task; chosen by cross-validation on the training articles.
PRIOR = {"trigger": 6.0, "class": 6.0, "role": 6.0, "date": 6.0}
# How many times a sentence of the corpora counts.
CORPUS = 10.0


def overlap(a, b): return a[0] < b[1] and b[0] < a[1]


def span(x): return (x["start"], x["end"])


def label(judged, event, gold):
    """The right outcome of a judgement; None to leave it out."""
    task = judged["task"]
    if task == "trigger":
        return int(event is not None)
    if event is None:
        return None
    if task == "class":
        return CLASSES.index(event["class"])
    if task == "role":
        for p in event["participants"]:
            if overlap(judged["span"], span(p)) and not (judged["above"] and overlap(judged["above"], span(p))):
                return 1 if p["role"] == "agent" else 2
        return 0
    if task == "date":
        days = event["date"]
        right = f'{days["start"]}/{days["end"]}' if days else "none"
        return int(judged["candidate"] == right)


def read(features, articles):
    gold = {a["id"]: a for a in map(json.loads, open(articles, encoding="utf-8"))}
    data = collections.defaultdict(list)
    for line in open(features, encoding="utf-8"):
        judged = json.loads(line)
        article = gold[judged["doc"]]
        event = next((e for e in article["events"] if overlap(judged["trigger"], span(e["trigger"]))), None)
        y = label(judged, event, article)
        if y is not None:
            data[judged["task"]].append((judged["doc"], tuple(judged["trigger"]), y, judged["features"]))
    return data


def matrix(rows, index):
    indptr, indices = [0], []
    for _, _, _, features in rows:
        indices += sorted({index[f] for f in features if f in index})
        indptr.append(len(indices))
    return sparse.csr_matrix((np.ones(len(indices), np.float32), indices, indptr), (len(rows), len(index)))


def vocabulary(rows, least):
    count = collections.Counter(f for r in rows for f in set(r[3]))
    return {f: i for i, f in enumerate(sorted(f for f, n in count.items() if n >= least))}


def weight_of(rows):
    return np.array([CORPUS if r[0].startswith("corpus:") else 1.0 for r in rows], np.float32)


def fit(task, rows, prior):
    """Weights: features × outcomes."""
    index = vocabulary(rows, 2)
    X, y, w = matrix(rows, index), np.array([r[2] for r in rows]), weight_of(rows)
    XT = X.T.tocsr()
    outcomes = KINDS[task][1]
    groups = None
    if task == "date":
        number = {}
        groups = np.array([number.setdefault((r[0], r[1]), len(number)) for r in rows])

    if groups is not None:
        order = np.argsort(groups, kind="stable")
        starts = np.searchsorted(groups[order], np.arange(groups.max() + 1))

    def loss(flat):
        W = flat.reshape(X.shape[1], outcomes)
        S = X @ W
        if task == "date":
            s = S[:, 0]
            top = np.full(groups.max() + 1, -np.inf); np.maximum.at(top, groups, s)
            e = np.exp(s - top[groups])
            total = np.bincount(groups, e); right = np.bincount(groups, e * (y == 1))
            usable = right > 0
            p = e / total[groups]; q = np.where(usable[groups], e * (y == 1) / np.maximum(right, 1e-30)[groups], p)
            g = np.maximum.reduceat(w[order], starts) if len(w) else w
            value = -np.sum(g[usable] * np.log(right[usable] / total[usable]))
            G = XT @ ((w * (p - q))[:, None])
        elif outcomes == 1:
            z = S[:, 0]
            value = np.sum(w * (np.logaddexp(0, z) - y * z)); G = XT @ ((w * (1 / (1 + np.exp(-z)) - y))[:, None])
        else:
            S = S - S.max(1, keepdims=True); E = np.exp(S); P = E / E.sum(1, keepdims=True)
            value = -np.sum(w * np.log(P[np.arange(len(y)), y] + 1e-30)); P[np.arange(len(y)), y] -= 1; G = XT @ (P * w[:, None])
        return value + prior / 2 * flat @ flat, (G + prior * W).ravel()
    found = minimize(loss, np.zeros(X.shape[1] * outcomes), jac=True, method="L-BFGS-B", options={"maxiter": 120, "maxcor": 8})
    return index, found.x.reshape(X.shape[1], outcomes)


def measure(task, rows, index, W):
    rows = [r for r in rows if not r[0].startswith("corpus:")]
    if not rows:
        return {}
    S, y = matrix(rows, index) @ W, np.array([r[2] for r in rows])
    c = collections.Counter(n=len(rows))
    if task == "trigger":
        p = S[:, 0] > 0; t = y > 0
        c.update(tp=int((p & t).sum()), p=int(p.sum()), g=int(t.sum()))
    elif task == "date":
        best = {}
        for r, s in zip(rows, S[:, 0]):
            key = (r[0], r[1])
            right = best.get(key, (-9e9, 0, 0))
            best[key] = (s, r[2], right[2] | r[2]) if s > right[0] else (right[0], right[1], right[2] | r[2])
        c.update(n=len(best) - len(rows), right=sum(b[1] for b in best.values()), bound=sum(b[2] for b in best.values()))
    else:
        p = S.argmax(1)
        c.update(right=int((p == y).sum()))
        if task == "role":
            c.update(tp=int(((p == y) & (y > 0)).sum()), p=int((p > 0).sum()), g=int((y > 0).sum()))
    return c


def failing(task, rows, index, W):
    """The sentences of the corpora that a model judges wrongly."""
    rows = [r for r in rows if r[0].startswith("corpus:")]
    if not rows:
        return []
    S, y = matrix(rows, index) @ W, np.array([r[2] for r in rows])
    if task == "trigger":
        return sorted({r[0] for r, s, t in zip(rows, S[:, 0], y) if (s > 0) != (t > 0)})
    if task == "date":
        best = {}
        for r, s in zip(rows, S[:, 0]):
            if s > best.get((r[0], r[1]), (-9e9, 0))[0]: best[r[0], r[1]] = (s, r[2])
        return sorted({k[0] for k, b in best.items() if not b[1]})
    return sorted({r[0] for r, k, t in zip(rows, S.argmax(1), y) if k != t})


def show(task, c):
    f = lambda tp, p, g: f"P {100*c[tp]/max(1,c[p]):.1f} R {100*c[tp]/max(1,c[g]):.1f} F {200*c[tp]/max(1,c[p]+c[g]):.1f}"
    text = f(*"tp p g".split()) if c["g"] else ""
    if c["right"]: text += f' right {100*c["right"]/c["n"]:.1f}'
    if c["bound"]: text += f' of at most {100*c["bound"]/c["n"]:.1f}'
    print(f"{task:12}{text}", flush=True)


def write(task, index, W, folder):
    """Weights as signed square roots in one byte: the weightiest features first."""
    root = np.sign(W) * np.sqrt(np.abs(W) * UNIT)
    bytes_ = np.clip(np.rint(root), -127, 127).astype(int)
    order = sorted(index.items(), key=lambda kv: (-np.abs(bytes_[kv[1]]).max(), kv[0]))
    with open(os.path.join(folder, f"event_{task}.jsonl"), "w") as out:
        for feature, i in order:
            pairs = [[k, int(v)] for k, v in enumerate(bytes_[i]) if abs(v) >= 6]
            if pairs:
                out.write(json.dumps([feature, pairs]) + "\n")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("features"); ap.add_argument("articles"); ap.add_argument("out")
    ap.add_argument("--cv", type=int, default=0); ap.add_argument("--tasks", default=" ".join(KINDS)); ap.add_argument("--prior", type=float)
    ap.add_argument("--dev", nargs=2)
    A = ap.parse_args()
    data = read(A.features, A.articles)
    dev = read(*A.dev) if A.dev else {}
    for task in A.tasks.split():
        rows = data.get(task)
        if not rows: continue
        prior = A.prior or PRIOR[task]
        if A.cv:
            docs = sorted({r[0] for r in rows}); total = collections.Counter()
            for k in range(A.cv):
                held = set(docs[k::A.cv])
                index, W = fit(task, [r for r in rows if r[0] not in held], prior)
                total.update(measure(task, [r for r in rows if r[0] in held], index, W))
            show("cv " + task, total)
        index, W = fit(task, rows, prior)
        print(task, "corpus:", " ".join(f.split(":")[1] for f in failing(task, rows, index, W)))
        if dev: show("dev " + task, measure(task, dev[task], index, W))
        write(task, index, W, A.out)
