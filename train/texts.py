"""Texts to be labelled.

texts.py train_gmb.bio > texts.jsonl              the sentences of a file with a word a line (word, tab, tag), 24 a piece
texts.py src/corpus/*.txt train/sentences.txt     the sentences of the corpora and of plain files, each a paragraph
"""
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


def plain(line):
    """A line of a corpus without its date and marks; lines that are no sentences are indented less and give nothing."""
    line = re.sub(r"^(~ )?(\d{4}-\d\d-\d\d )?", "", line.strip())
    return re.sub(r"[\[\]{}]", "", re.sub(r"\|[0-9A-Z]+(?=[\]}])", "", line))


def own_sentences(paths):
    seen = set()
    for path in paths:
        corpus = "corpus" in path
        for line in open(path, encoding="utf-8"):
            if corpus and not line.startswith((" ", "\t")):
                continue
            for sentence in plain(line).split("\\n"):
                sentence = sentence.strip()
                if len(sentence.split()) >= 4 and sentence not in seen:
                    seen.add(sentence)
                    print(sentence, end="\n\n")


if __name__ == "__main__":
    if sys.argv[1].endswith(".txt"):
        sys.exit(own_sentences(sys.argv[1:]))
    everything = [joined(w) for w in sentences(open(sys.argv[1], encoding="utf-8"))]
    for number, i in enumerate(range(0, len(everything), PER_TEXT)):
        part = everything[i:i + PER_TEXT]
        lines = [" ".join(part[k:k + PER_LINE]) for k in range(0, len(part), PER_LINE)]
        print(json.dumps({"id": f"taught:{number:05}", "text": "\n\n".join(lines), "published": "2006-06-15"}, ensure_ascii=False))
