"""Trains the encoder that newsx ships, a small network for tags and trees, on the inputs that the program computes.

    encoder.py INPUTS_DIR WEIGHTS.bin [--dev INPUTS_DIR]...

INPUTS_DIR is written by `newsx-train inputs`: `rows.u16` (for each token the rows of its inputs), `tokens.u16` (class of the
tags, head among the words + 1, 0 for the root, relation; head 65535 for punctuation, which is no part of the words' tree),
`lengths.u16` (tokens of each sentence), `about.json` (sizes, and how often each word of the vocabulary occurs). WEIGHTS.bin
holds the weights as 32-bit numbers in the order of `Encoder.matrices`; `newsx-train encoder` rounds and packs them. The sizes
are those of `src/language/encoder/mod.rs`, which explains the network. Needs PyTorch.
"""

import argparse
import json
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTH, SCAN, ARC, LABEL = 96, 64, 64, 64
LAYERS = 3
ARC_LIMIT = 4.0  # of the vectors that arcs are scored by
DISTANCES = 2 * 9 * 3
TOKENS, RATE = 2000, 2e-3  # tokens of a batch; learning rate, which falls to nothing
INPUT_DROPOUT, HEAD_DROPOUT, WORD_DROPOUT = 0.15, 0.25, 0.35
LONGEST = 120  # tokens of a sentence that is learnt from
NO_WORD, NONE = 65535, -100


class Data:
    """Sentences with their inputs and what is to be learnt."""

    def __init__(self, folder):
        self.about = json.load(open(folder + "/about.json"))
        numbers = lambda name, columns: np.fromfile(f"{folder}/{name}.u16", "<u2").reshape(-1, columns).astype(np.int64)
        self.rows, self.tokens = numbers("rows", self.about["inputs"]), numbers("tokens", 3)
        self.lengths = numbers("lengths", 1)[:, 0]
        self.ends = np.cumsum(self.lengths)
        self.starts = self.ends - self.lengths

    def batches(self, tokens, shuffle):
        """Numbers of sentences of about the same length, so many tokens together."""
        order = np.arange(len(self.lengths))
        key = self.lengths + (np.random.rand(len(order)) * 4 if shuffle else 0)
        out, now = [], []
        for i in order[np.argsort(key, kind="stable")]:
            if self.lengths[i] > LONGEST:
                continue
            if now and (len(now) + 1) * self.lengths[i] > tokens:
                out.append(now)
                now = []
            now.append(i)
        out.append(now)
        if shuffle:
            random.shuffle(out)
        return out

    def batch(self, sentences):
        """Tensors: rows, which tokens are there, tags; of the words: their tokens, heads, relations, whether they are there,
        and the number of marks before each."""
        size, n = len(sentences), max(self.lengths[i] for i in sentences)
        own = [self.tokens[self.starts[i] : self.ends[i]] for i in sentences]
        is_word = [tokens[:, 1] != NO_WORD for tokens in own]
        w = max(word.sum() for word in is_word)
        rows, real = np.zeros((size, n, self.rows.shape[1]), np.int64), np.zeros((size, n), bool)
        tags, heads, relations = np.full((size, n), NONE), np.full((size, w), NONE), np.full((size, w), NONE)
        at, words, marks = np.zeros((size, w), np.int64), np.zeros((size, w), bool), np.zeros((size, w), np.int64)
        for b, (i, tokens, word) in enumerate(zip(sentences, own, is_word)):
            m, k = len(tokens), word.sum()
            rows[b, :m], real[b, :m], tags[b, :m] = self.rows[self.starts[i] : self.ends[i]], True, tokens[:, 0]
            at[b, :k], words[b, :k], marks[b, :k] = np.nonzero(word)[0], True, np.cumsum(~word)[word]
            heads[b, :k] = tokens[word, 1]
            relations[b, :k] = np.where(tokens[word, 1] == 0, NONE, tokens[word, 2])
        return [torch.from_numpy(x) for x in (rows, real, tags, at, heads, relations, words, marks)]


def drop(x, share, training):
    """Drops the same numbers of all tokens of a sentence."""
    if not training:
        return x
    return x * ((torch.rand(len(x), 1, x.shape[2]) >= share).float() / (1 - share))


def both_ways(x):
    """Places first; the second half of the numbers is turned round, so that it is read from the last place on."""
    return torch.cat([x[..., :SCAN], x[..., SCAN:].flip(1)], -1).transpose(0, 1).contiguous()


def turned_back(x):
    x = x.transpose(0, 1)
    return torch.cat([x[..., :SCAN], x[..., SCAN:].flip(1)], -1)


class RunningMeans(torch.autograd.Function):
    """mean[t] = kept[t] * mean[t - 1] + new[t], from both sides."""

    @staticmethod
    def forward(ctx, new, kept):
        new, kept = both_ways(new), both_ways(kept)
        means, mean = torch.empty_like(new), torch.zeros_like(new[0])
        for t in range(len(new)):
            mean = torch.addcmul(new[t], kept[t], mean, out=means[t])
        ctx.save_for_backward(kept, means)
        return turned_back(means)

    @staticmethod
    def backward(ctx, gradient):
        kept, means = ctx.saved_tensors
        new, of_kept = both_ways(gradient), torch.zeros_like(kept)
        for t in range(len(new) - 2, -1, -1):
            new[t].addcmul_(kept[t + 1], new[t + 1])
        of_kept[1:] = new[1:] * means[:-1]
        return turned_back(new), turned_back(of_kept)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.near = nn.Linear(3 * WIDTH, WIDTH)
        self.gates, self.values = nn.Linear(WIDTH, 2 * SCAN), nn.Linear(WIDTH, 2 * SCAN)
        self.far = nn.Linear(2 * SCAN, WIDTH)

    def forward(self, h, real):
        wide = F.pad(h, (0, 0, 1, 1))
        h = (h + F.relu(self.near(torch.cat([wide[:, :-2], h, wide[:, 2:]], -1)))) * real
        gate = (self.gates(h) * 0.25 + 0.5).clamp(0, 1) * real
        return (h + F.relu(self.far(RunningMeans.apply(gate * self.values(h), 1 - gate)))) * real


class Encoder(nn.Module):
    def __init__(self, about):
        super().__init__()
        self.unknown, self.seen = about["unknown"], torch.tensor(about["counts"]).float()
        self.embedding = nn.Embedding(about["rows"], WIDTH)
        nn.init.uniform_(self.embedding.weight, -0.3, 0.3)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, about["tags"])
        self.dependent, self.governor = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.root, self.distance = nn.Parameter(torch.rand(ARC) * 0.3), nn.Parameter(torch.zeros(DISTANCES))
        self.label_dependent, self.label_governor = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL, bias=False)
        self.relations = nn.Linear(LABEL, about["relations"])

    @torch.no_grad()
    def take(self, numbers):
        """Takes the weights of a file."""
        at = 0
        for matrix in self.matrices():
            matrix.copy_(torch.from_numpy(numbers[at : at + matrix.numel()].copy()).view(matrix.shape))
            at += matrix.numel()

    def encode(self, rows, real):
        if self.training:  # rare words are hidden more often
            word = rows[..., 0]
            number = (word - self.unknown - 1).clamp(min=0)
            hidden = (word > self.unknown) & (torch.rand(word.shape) < WORD_DROPOUT / self.seen[number] + 0.02)
            rows = rows.clone()
            rows[..., 0] = torch.where(hidden, self.unknown, word)
        real = real[..., None].float()
        h = drop(self.embedding(rows).sum(2), INPUT_DROPOUT, self.training) * real
        for layer in self.layers:
            h = layer(h, real)
        return h

    def arcs(self, w, words, marks):
        """Score of the root and of each word as the governor of each word."""
        x = drop(w, HEAD_DROPOUT, self.training)
        below, above = (F.relu(end(x)).clamp(max=ARC_LIMIT) for end in (self.dependent, self.governor))
        scores = below @ above.transpose(1, 2) + self.distance[distances(marks)]
        scores = scores.masked_fill(~words[:, None, :] | torch.eye(w.shape[1], dtype=torch.bool), -1e4)
        return torch.cat([(below @ self.root.clamp(0, ARC_LIMIT))[..., None], scores], -1)

    def labels(self, w, heads):
        """Score of each relation of the words to their heads (numbers from 1 on)."""
        x = drop(w, HEAD_DROPOUT, self.training)
        at = (heads - 1).clamp(min=0)[..., None].expand(-1, -1, LABEL)
        hidden = F.relu(self.label_dependent(x) + torch.gather(self.label_governor(x), 1, at))
        return self.relations(drop(hidden, HEAD_DROPOUT, self.training))

    def matrices(self):
        plain = lambda linear: [linear.weight] + ([] if linear.bias is None else [linear.bias])
        out = [self.embedding.weight]
        for layer in self.layers:
            for linear in (layer.near, layer.gates, layer.values, layer.far):
                out += plain(linear)
        for linear in (self.tags, self.dependent, self.governor):
            out += plain(linear)
        out += [self.root, self.distance]
        return out + plain(self.label_dependent) + plain(self.label_governor) + plain(self.relations)


def distances(marks):
    """The row of the table of distances of each pair (dependent, governor)."""
    place = torch.arange(marks.shape[1])
    way = place[None, :] - place[:, None]
    size = sum((way.abs() > least).long() for least in (1, 2, 3, 4, 6, 9, 14, 22))
    between = (marks[:, None, :] - marks[:, :, None]).abs().clamp(max=2)
    return ((way > 0).long() * 9 + size)[None] * 3 + between


def loss_of(encoder, batch):
    rows, real, tags, at, heads, relations, words, marks = batch
    entropy = lambda scores, truth: F.cross_entropy(scores.flatten(0, 1), truth.flatten(), ignore_index=NONE)
    h = encoder.encode(rows, real)
    w = torch.gather(h, 1, at[..., None].expand(-1, -1, WIDTH))
    of_tags = entropy(encoder.tags(drop(h, HEAD_DROPOUT / 2, encoder.training)), tags)
    of_arcs = entropy(encoder.arcs(w, words, marks), heads)
    return of_tags + of_arcs + 0.7 * entropy(encoder.labels(w, heads.clamp(min=0)), relations)


@torch.no_grad()
def scores(encoder, data):
    """Tags, and heads and labelled heads of words, each with the best choice by itself: a tree is not looked for."""
    encoder.eval()
    tokens = right_tags = count = right_heads = right = 0
    for sentences in data.batches(6000, False):
        rows, real, tags, at, heads, relations, words, marks = data.batch(sentences)
        h = encoder.encode(rows, real)
        w = torch.gather(h, 1, at[..., None].expand(-1, -1, WIDTH))
        found = encoder.arcs(w, words, marks).argmax(-1)
        called = encoder.labels(w, found).argmax(-1)
        good = (found == heads) & words
        tokens, right_tags = tokens + real.sum(), right_tags + ((encoder.tags(h).argmax(-1) == tags) & real).sum()
        count, right_heads = count + words.sum(), right_heads + good.sum()
        right += (good & ((called == relations) | (heads == 0))).sum()
    encoder.train()
    return "tags %.2f, words' UAS %.2f, LAS %.2f" % tuple(
        100 * a / b for a, b in ((right_tags, tokens), (right_heads, count), (right, count))
    )


def learn(folder, out, devs, rounds, rate, start):
    random.seed(7), np.random.seed(7), torch.manual_seed(7)
    data, devs = Data(folder), [(dev, Data(dev)) for dev in devs]
    encoder = Encoder(data.about)
    if start:
        encoder.take(np.fromfile(start, "<f4"))
    weights = list(encoder.parameters())
    optimizer = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.99), weight_decay=1e-4, fused=True)
    total, step, began = len(data.batches(TOKENS, True)) * rounds, 0, time.time()
    for number in range(rounds):
        for sentences in data.batches(TOKENS, True):
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 300) * max(0, 1 - step / total)
            loss = loss_of(encoder, data.batch(sentences))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 2.0)
            optimizer.step()
            step += 1
        print(
            "round",
            number + 1,
            f"{time.time() - began:.0f} s, loss {loss.item():.3f}",
            *(f"{dev}: {scores(encoder, d)}" for dev, d in devs),
            flush=True,
        )
        encoder.root.data.clamp_(0, ARC_LIMIT)
        flat = [m.detach().float().numpy().ravel() for m in encoder.matrices()]
        np.concatenate(flat).astype("<f4").tofile(out)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("inputs"), ap.add_argument("weights")
    ap.add_argument("--dev", action="append", default=[]), ap.add_argument("--rounds", type=int, default=12)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--start", help="weights to go on from"), ap.add_argument("--rate", type=float, default=RATE)
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    learn(a.inputs, a.weights, a.dev, a.rounds, a.rate, a.start)
