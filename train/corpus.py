"""The sentences of src/corpus/event.txt as annotated articles: corpus.py src/corpus/event.txt > corpus.jsonl"""
import json
import re
import sys

ESCAPES = {r"\[": "\1", r"\]": "\2", r"\n": "\n"}


def sentence(line):
    """The text without brackets, and the places in brackets."""
    for escaped, plain in ESCAPES.items():
        line = line.replace(escaped, plain)
    text, places, start = "", [], None
    for c in line:
        if c == "[":
            start = len(text)
        elif c == "]":
            places.append((start, len(text)))
        else:
            text += {"\1": "[", "\2": "]"}.get(c, c)
    return text, places


def participants(words, text, trigger):
    """Who acts ("by") and whom it happens to ("of", "to", "with"): the mention nearest to the trigger."""
    found = []
    parts = re.split(r"(?:^| )(by|of|to|with|through|at|from) (?=\S)", words)
    # A preposition inside a phrase belongs to it: the phrase is what the text has.
    pairs, i = list(zip(parts[1::2], parts[2::2])), 0
    while i < len(pairs):
        role, phrase = pairs[i]
        while i + 1 < len(pairs) and f"{phrase} {pairs[i + 1][0]} {pairs[i + 1][1]}" in text:
            phrase = f"{phrase} {pairs[i + 1][0]} {pairs[i + 1][1]}"
            i += 1
        i += 1
        if role in ("at", "from", "through"):
            continue
        for one in phrase.split("+"):
            starts = [m.start() for m in re.finditer(re.escape(one), text)]
            if starts:
                start = min(starts, key=lambda s: abs(s - trigger[0]))
                found.append({"role": "agent" if role == "by" else "patient", "text": one, "start": start, "end": start + len(one)})
    return found


def event(expected, place, text):
    head = re.match(r"([A-Z]+) (\w+)(?: (\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?)?(.*)", expected)
    class_, status, start, end, rest = head.groups()
    return {
        "trigger": {"start": place[0], "end": place[1]},
        "class": class_,
        "status": status,
        "date": start and {"start": start, "end": end or start},
        "participants": participants(rest, text, place),
        "importance": None,
    }


def articles(lines):
    date, expected = None, ""
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@date "):
            date = line[6:].strip()
        elif not line.startswith(" "):
            expected = line
        else:
            text, places = sentence(line.strip().removeprefix("~ "))
            facts = [] if expected == "nothing" else expected.split(" | ")
            places = places or [(0, len(text))] * len(facts)
            yield {
                "id": f"corpus:{number}",
                "text": text,
                "published": None if date == "none" else date,
                "events": [event(f, p, text) for f, p in zip(facts, places)],
            }


if __name__ == "__main__":
    for article in articles(open(sys.argv[1], encoding="utf-8")):
        print(json.dumps(article, ensure_ascii=False))
