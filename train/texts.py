"""The sentences of a file with a word a line (word, tab, tag) as running text, 24 a piece: texts.py train_gmb.bio > texts.jsonl"""
import json
import re
import sys

CLOSE = re.compile(r"[.,;:!?%)\]]|'s|'|n't|'re|'ve|'ll|'d|'m|…")
PER_TEXT, PER_LINE = 24, 3


def sentences(lines):
    words = []
    for line in lines:
        if line.strip():
            words.append(re.split(r"[\t ]", line.rstrip("\n"))[0])
        elif words:
            yield words
            words = []
    if words:
        yield words


def joined(words):
    """The words with the spaces that print has."""
    text, quoted, glue = "", False, True
    for word in words:
        quote = word in ("``", "''", '"')
        close = quote and quoted or CLOSE.fullmatch(word)
        text += ("" if glue or close else " ") + ('"' if quote else word)
        quoted ^= quote
        glue = quote and quoted or word in ("(", "$")
    return text


if __name__ == "__main__":
    everything = [joined(w) for w in sentences(open(sys.argv[1], encoding="utf-8"))]
    for number, i in enumerate(range(0, len(everything), PER_TEXT)):
        part = everything[i:i + PER_TEXT]
        lines = [" ".join(part[k:k + PER_LINE]) for k in range(0, len(part), PER_LINE)]
        print(json.dumps({"id": f"taught:{number:05}", "text": "\n\n".join(lines), "published": "2006-06-15"}, ensure_ascii=False))
