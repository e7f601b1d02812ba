"""Learns the trigger scorer: triggers.py OUT_FOLDER FEATURES ARTICLES [FEATURES ARTICLES …] [--dev FEATURES ARTICLES]

The input is that of `events.py`. The model is a linear one plus hinges: sums of weights that count where they are positive, the
first half for an event and the others against it (`HingeScorer` in `src/language/scorer.rs`). It is learnt by gradient
descent with a fixed seed, on one thread. Writes `event_trigger.jsonl`, for `newsx-train weights EVTR 17`. Needs
PyTorch and numpy.
"""
import argparse

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import events

HINGES = 16
SEED = 1
LEAST = 15  # candidates that have a feature which is learnt
ROUNDS, BATCH, RATE = 8, 512, 2e-3  # the rate falls to nothing
FEATURE_DROPOUT, HINGE_DROPOUT = 0.2, 0.2
SMALLEST = 2  # of the weights that are written, as bytes


class Candidates:
    """Candidates as lists of places in a vocabulary of features, with the chance of being an event."""

    def __init__(self, rows, vocabulary):
        where = np.searchsorted(vocabulary, rows.features)
        where[where == len(vocabulary)] = 0
        known = vocabulary[where] == rows.features
        counts = np.concatenate([[0], np.cumsum(known)])
        self.features, self.ends = torch.from_numpy(where[known]), torch.from_numpy(counts[rows.ends])
        self.chances, self.weights = torch.from_numpy(rows.y[:, 0]), torch.from_numpy(rows.w)
        self.documents = rows.doc

    def __len__(self):
        return len(self.chances)

    def batch(self, numbers, dropout=0.0):
        """The features of some candidates and where those of each begin."""
        starts = self.ends[numbers]
        sizes = self.ends[numbers + 1] - starts
        owner = torch.repeat_interleave(torch.arange(len(numbers)), sizes)
        features = self.features[torch.arange(len(owner)) + (starts - sizes.cumsum(0) + sizes)[owner]]
        kept = torch.rand(len(features)) >= dropout
        sizes = torch.bincount(owner[kept], minlength=len(numbers))
        return features[kept], sizes.cumsum(0) - sizes


class Hinges(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.linear = nn.EmbeddingBag(features, 1, mode="sum")
        self.hinges = nn.EmbeddingBag(features, HINGES, mode="sum")
        nn.init.zeros_(self.linear.weight)
        nn.init.normal_(self.hinges.weight, std=0.1)
        self.sign = torch.cat([torch.ones(HINGES // 2), -torch.ones(HINGES // 2)])

    def forward(self, features, starts):
        hinges = F.dropout(F.relu(self.hinges(features, starts)), HINGE_DROPOUT, self.training)
        return hinges @ self.sign + self.linear(features, starts)[:, 0]


def learn(data, size, dev):
    torch.manual_seed(SEED)
    model, steps = Hinges(size), ROUNDS * (len(data) // BATCH + 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for number in range(ROUNDS):
        for numbers in torch.randperm(len(data)).split(BATCH):
            scores = model(*data.batch(numbers, FEATURE_DROPOUT))
            weights = data.weights[numbers]
            loss = F.binary_cross_entropy_with_logits(scores, data.chances[numbers], weights, reduction="sum") / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        print("round", number + 1, *([f1(judged(model, dev), dev)] if dev else []), flush=True)
    return model


@torch.no_grad()
def judged(model, data):
    model.eval()
    scores = torch.cat([model(*data.batch(numbers)) for numbers in torch.arange(len(data)).split(BATCH)])
    model.train()
    return scores


def f1(scores, data):
    found, right = scores > 0, data.chances > 0.5
    return "dev F1 %.1f" % (200 * (found & right).sum() / (found.sum() + right.sum()))


def write(model, vocabulary, path):
    """Weights as `events.write_weights` writes them: the weightiest features first."""
    weights = torch.cat([model.linear.weight, model.hinges.weight], 1).detach().numpy()
    events.write_weights(vocabulary, weights, path, SMALLEST)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out"); ap.add_argument("files", nargs="+"); ap.add_argument("--dev", nargs=2, default=[])
    A = ap.parse_args()
    torch.set_num_threads(1)
    rows = events.read(list(zip(A.files[::2], A.files[1::2])), ["trigger"])["trigger"]
    seen, count = np.unique(rows.features, return_counts=True)
    vocabulary = seen[count >= LEAST]
    data = Candidates(rows, vocabulary)
    dev = A.dev and Candidates(events.read([A.dev], ["trigger"])["trigger"], vocabulary)
    print(len(data), "candidates,", len(vocabulary), "features", flush=True)
    model = learn(data, len(vocabulary), dev)
    own = np.char.startswith(data.documents, "corpus:")
    wrong = sorted(set(data.documents[own & ((judged(model, data) > 0) != (data.chances > 0.5)).numpy()]))
    print("corpus lines judged wrongly:", " ".join(d.split(":")[1] for d in wrong))
    write(model, vocabulary, f"{A.out}/event_trigger.jsonl")
