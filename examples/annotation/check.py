"""Reads the exports of a run as the tools do that they are made for: check.py FACTS.jsonl DIR TASKS.json"""

import json
import os
import pathlib
import sys

facts, folder, tasks = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
here = pathlib.Path(__file__).parent


def label_studio():
    try:
        from label_studio_sdk.label_interface import LabelInterface
    except ImportError:
        return print("Label Studio skipped: there is no label-studio-sdk")
    interface = LabelInterface((here / "label-studio.xml").read_text())
    interface.validate()
    regions = 0
    for file in [pathlib.Path(tasks), *sorted(folder.glob("*.json"))]:
        for task in json.loads(file.read_text()):
            assert set(task) == {"data", "predictions"}, task.keys()
            # JavaScript counts UTF-16 code units.
            units = task["data"]["text"].encode("utf-16-le")
            for prediction in task["predictions"]:
                errors = interface.validate_prediction(prediction, return_errors=True)
                assert not errors, (file, errors[:3])
                for region in prediction["result"]:
                    if region["type"] == "labels":
                        value = region["value"]
                        words = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                        assert words == value["text"], (file, words, value)
                        regions += 1
    assert regions > 300, regions
    print(regions, "regions are valid for Label Studio")


def brat():
    if "BRAT" not in os.environ:
        return print("brat skipped: BRAT=DIR tells where a clone of nlplab/brat is")
    clone = pathlib.Path(os.environ["BRAT"]).resolve()
    sys.path[:0] = [str(clone / "server/src"), str(clone / "server/lib"), str(clone)]
    import codecs

    import annotation

    # The mode that brat asks for is gone since Python 3.11.
    annotation.open_textfile = lambda name, mode="r": codecs.open(name, "r", encoding="utf8")
    bound = events = 0
    for file in sorted(folder.glob("*.ann")):
        stem = str(file.with_suffix(""))
        read = annotation.TextAnnotations(stem, read_only=True)
        assert not read.failed_lines, (file, read.failed_lines)
        with open(stem + ".txt", encoding="utf-8", newline="") as text_file:
            text = text_file.read()
        for found in read.get_textbounds():
            words = " ".join(text[start:end] for start, end in found.spans)
            assert words.replace("\t", " ") == found.text, (file, words, found.text)
            bound += 1
        events += len(list(read.get_events()))
    assert bound > 100 and events > 50, (bound, events)
    print(bound, "text-bound annotations and", events, "events read by brat")


def web_annotation():
    if "WEB_ANNOTATION" not in os.environ:
        return print("Web Annotation skipped: WEB_ANNOTATION=DIR tells where a clone of w3c/web-annotation-tests is")
    try:
        from jsonschema import Draft4Validator
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT4
    except ImportError:
        return print("Web Annotation skipped: there is no jsonschema")
    clone = pathlib.Path(os.environ["WEB_ANNOTATION"])
    shared = [json.loads(file.read_text()) for file in (clone / "definitions").glob("*.json")]
    registry = Registry().with_resources((schema["id"], Resource(schema, DRAFT4)) for schema in shared).crawl()

    def assertions(test):
        for entry in json.loads((clone / test).read_text())["assertions"]:
            schema = entry if isinstance(entry, dict) else json.loads((clone / entry).read_text())
            yield entry, schema.get("expectedResult", "valid") == "valid", Draft4Validator(schema, registry=registry)

    of_pages = list(assertions("collections/pages/pageMusts.test"))
    of_annotations = list(assertions("annotations/annotationMusts.test"))

    def check(what, musts):
        for name, wanted, validator in musts:
            assert validator.is_valid(what) == wanted, (name, what)

    texts = {record["document"]["sha256"]: record["text"] for record in map(json.loads, open(facts, encoding="utf-8"))}
    checked = 0
    for file in sorted(folder.glob("*.jsonld")):
        page = json.loads(file.read_text())
        check(page, of_pages)
        text = texts[page["id"].split(":")[2]]
        for number, item in enumerate(page["items"]):
            place, quote = item["target"]["selector"]
            assert text[place["start"] : place["end"]] == quote["exact"], item
            assert text[: place["start"]].endswith(quote["prefix"]) and text[place["end"] :].startswith(quote["suffix"])
            # The schemas take their time; all items are made alike.
            if number % 10 == 0:
                check({"@context": page["@context"], **item}, of_annotations)
                checked += 1
    assert checked > 20, checked
    print(checked, "annotations meet", len(of_annotations), "assertions of the W3C")


label_studio()
brat()
web_annotation()
