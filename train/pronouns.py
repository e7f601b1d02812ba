"""Learns the evidence of pronouns: pronouns.py OUT.tsv FEATURES ARTICLES [FEATURES ARTICLES …]

FEATURES is what `newsx-train features events --names ARTICLES` prints. An article has `id`, `text` and `pronouns`, each with its place
(`start`, `end`), the places of mentions that it refers to (`is`), and of mentions that it does not refer to (`not`); all in code
points. `elsewhere` says that it refers to somebody who is in neither. `weight` (1) is how much the article counts.

The model is a softmax over the entities that a pronoun may refer to, each with the sum over its mentions. Every feature has a weight,
and what is added to it for possessives and for feminine pronouns. Prints the share of right antecedents in ten-fold
cross-validation. Needs numpy and scipy.
"""
import argparse
import collections
import json

import numpy as np
from scipy.optimize import minimize

FEMININE = {"she", "her", "hers", "herself"}
POSSESSIVE = {"his", "its", "their", "hers", "theirs"}
PRIOR = 10.0  # strength of the prior that weights are small
FOLDS = 10


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def place(x):
    return x["start"], x["end"]


def read(pairs):
    """The annotated pronouns: article, word, weight, and for each entity its label and the features of its mentions."""
    found = []
    for features, articles in pairs:
        gold = {a["id"]: a for a in map(json.loads, open(articles, encoding="utf-8"))}
        known = {(i, *place(p)): p for i, a in gold.items() for p in a["pronouns"]}
        judged = collections.defaultdict(list)
        for line in map(json.loads, open(features, encoding="utf-8")):
            key = (line["doc"], *line["trigger"])
            if line["task"] == "antecedent" and key in known:
                judged[key].append(line)
        for key, lines in judged.items():
            pronoun, article = known[key], gold[key[0]]
            entities = collections.defaultdict(list)
            for line in lines:
                entities[line["candidate"]].append(line)
            meets = lambda mentions, places: any(overlap(m["span"], p) for m in mentions for p in places)
            labels = []
            for mentions in entities.values():
                labels.append(1 if meets(mentions, pronoun["is"]) else 0 if meets(mentions, pronoun["not"]) else -1)
            # Somebody else: any other entity is right.
            right = [y == 1 for y in labels] if 1 in labels else [y == -1 and bool(pronoun.get("elsewhere")) for y in labels]
            if any(right):
                word = article["text"][key[1]:key[2]].lower()
                values = [[dict(f.split("=") for f in m["features"]) for m in mentions] for mentions in entities.values()]
                possessive = word in POSSESSIVE or any("possessive" in f for m in values for v in m for f in v)
                found.append((key[0], word, possessive, article.get("weight", 1.0), right, values))
    return found


class Data:
    def __init__(self, pronouns, names):
        self.names, self.doc = names, np.array([p[0] for p in pronouns])
        index = {n: k for k, n in enumerate(names)}
        rows, entity, owner, right, weight = [], [], [], [], []
        for number, (_, word, possessive, w, labels, entities) in enumerate(pronouns):
            weight.append(w)
            for label, mentions in zip(labels, entities):
                for values in mentions:
                    row = np.zeros(len(names))
                    for name, value in values.items():
                        row[index[name]] = float(value)
                    rows.append(np.concatenate([row, row * possessive, row * (word in FEMININE)]))
                    entity.append(len(owner))
                owner.append(number)
                right.append(label)
        self.X, self.entity, self.owner = np.array(rows), np.array(entity), np.array(owner)
        self.right, self.weight = np.array(right), np.array(weight)

    def entities(self, mentions):
        return log_sum(mentions, self.entity, len(self.owner))

    def fit(self, kept):
        w = self.weight * kept

        def loss(v):
            mentions = self.X @ v
            entities = self.entities(mentions)
            total = log_sum(entities, self.owner, len(w))
            good = log_sum(np.where(self.right, entities, -1e30), self.owner, len(w))
            p = np.exp(entities - total[self.owner])
            q = np.where(self.right, np.exp(np.minimum(0, entities - good[self.owner])), 0)
            push = ((p - q) * w[self.owner])[self.entity] * np.exp(mentions - entities[self.entity])
            return w @ (total - good) + PRIOR / 2 * v @ v, self.X.T @ push + PRIOR * v

        return minimize(loss, np.zeros(self.X.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x

    def correct(self, v):
        """Whether the entity with the best mention is right, for each pronoun."""
        best = np.full(len(self.owner), -1e30)
        np.maximum.at(best, self.entity, self.X @ v)
        top = np.full(len(self.weight), -1e30)
        np.maximum.at(top, self.owner, best)
        return np.bincount(self.owner, (best == top[self.owner]) & self.right, len(self.weight)) > 0


def log_sum(values, group, count):
    top = np.full(count, -1e30)
    np.maximum.at(top, group, values)
    return top + np.log(np.maximum(np.bincount(group, np.exp(values - top[group]), count), 1e-300))


def write(path, names, v):
    head = [line for line in open(path, encoding="utf-8") if line.startswith("#")]
    columns = v.reshape(3, len(names)).T
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(head)
        for name, weights in zip(names, columns):
            out.write("\t".join([name, *(f"{w:.2f}".replace("-0.00", "0.00") for w in weights)]) + "\n")


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("out", help="the list to write, with its header")
    ap.add_argument("files", nargs="+")
    A = ap.parse_args()
    pronouns = read(list(zip(A.files[::2], A.files[1::2])))
    names = sorted({f for p in pronouns for m in p[5] for v in m for f in v})
    data = Data(pronouns, names)
    docs = {d: k % FOLDS for k, d in enumerate(sorted(set(data.doc)))}
    fold = np.array([docs[d] for d in data.doc])
    right = np.zeros(len(fold), bool)
    for k in range(FOLDS):
        right[fold == k] = data.correct(data.fit(fold != k))[fold == k]
    print(len(fold), "pronouns,", len(names), f"features; right in cross-validation: {100 * right.mean():.1f} %")
    write(A.out, names, data.fit(np.ones(len(fold))))
