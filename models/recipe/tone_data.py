"""Sentences with a tone: negative, neutral, positive. What is trained on, and what is held out.

Held out, and never trained on: all of sst2-dev, sst5-dev (by text, wherever they turn up) and our
own tone/written*.tsv, and of Senti4SD, tone/everyday.tsv and tone/technical.tsv a share chosen by hash. Of the held-out
rows one half, again by hash, is for calibration; the calibration error comes from the other half.
"""

import hashlib
import lzma
import os
import random
import re

from corpus import read_documents, split_sentences
from wordpiece import split_words

LABELS = ["negative", "neutral", "positive"]
MATERIAL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tone")
FIVE_TO_THREE = [0, 0, 1, 2, 2]
SENTI4SD_DEV_PERCENT = 15
EVERYDAY_DEV_PERCENT = 25
TEMPLATE_DEV_PERCENT = 25
FILLS = 6  # sentences made from one template that has slots
OPINION_FILLS = 20  # the same for opinions
PROSE_FILLS = 40  # where the opinion is of a sentence of prose
LONGEST_PROSE = 140  # characters of such a sentence
SHORT_POST = 24  # words of a post that is set into prose
POST_COPIES = 2
PROSE_ROWS = {"documentation": 32000, "encyclopedia": 16000, "readme": 8000}  # sentences taken as neutral
PROSE_DEV_ROWS = 1000
# SST-2 knows no neutral; the other is to tell what all that is fitted comes to, so nothing is fitted on it.
FIGURES_ONLY = {"sst2-dev", "written-everyday"}

# Words that sound dark and are not meant so. Used to draw neutral sentences that hold one.
DARK = re.compile(
    r"\b(kill\w*|abort\w*|fatal\w*|dead\w*|orphan\w*|zombie\w*|fail\w*|errors?|terminat\w*|crash\w*|exceptions?|"
    r"panic\w*|invalid|illegal|denied|corrupt\w*|destroy\w*|bad|poison\w*|victim|attack\w*|malicious|warning\w*|lost|loss)\b",
    re.IGNORECASE,
)
# Words of praise or blame. A sentence of documentation or of an encyclopedia that holds one is not taken as neutral unseen.
OPINION = re.compile(
    r"\b(unfortunate\w*|sad\w*|terribl\w*|horribl\w*|awful\w*|annoying\w*|ugly|stupid\w*|hate\w*|worst|painful\w*|confusing|"
    r"frustrat\w*|poor\w*|disappoint\w*|great\w*|excellent\w*|wonderful\w*|love\w*|nice\w*|beautiful\w*|awesome|amazing\w*|"
    r"perfect\w*|happy|happily|best|elegant\w*|powerful|pleas\w*|thank\w*|enjoy\w*|fantastic|impressive\w*|sorry|hopeful\w*)\b",
    re.IGNORECASE,
)


def add_source_arguments(parser):
    """What `read_sources` needs of a command line."""
    parser.add_argument("--sentiment", required=True, help="folder of the tone sets")
    parser.add_argument("--docs", required=True, help="raw documentation, for neutral sentences")
    parser.add_argument("--wiki", required=True, help="raw Wikipedia, for the same")
    parser.add_argument("--readme", required=True, help="README files, for the same (test/evaluate/writeReadmes.ts)")
    parser.add_argument("--material", default=MATERIAL, help="folder of our own sentences")


def read_sources(args):
    """`training_rows` of the sources that a command line names."""
    return training_rows(args.sentiment, args.material, {"documentation": args.docs, "encyclopedia": args.wiki, "readme": args.readme})


def label_config(temperature):
    """What a `config.json` says of the tone head."""
    return {
        "id2label": {str(i): label for i, label in enumerate(LABELS)},
        "label2id": {label: i for i, label in enumerate(LABELS)},
        "problem_type": "single_label_classification",
        "cloze_temperature": round(temperature, 4),
    }


def hash_percent(text, salt=""):
    """0..99 from the text alone."""
    return int(hashlib.sha1((salt + text).encode("utf-8")).hexdigest(), 16) % 100


def key_of(text):
    """What makes two rows the same sentence: its words, whatever case and spaces."""
    return " ".join(split_words(text))


def read_rows(path):
    """Rows of a `.tsv` or `.tsv.xz` as lists of two strings."""
    open_text = lzma.open if path.endswith(".xz") else open
    with open_text(path, "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t", 1) for line in file]


def read_sst2(path):
    """[(text, 0 or 2)]"""
    return [(text, 2 * int(label)) for text, label in (row for row in read_rows(path)[1:])]


def read_sst5(path):
    """[(text, 0, 1 or 2)], Penn Treebank brackets undone."""
    return [(text.replace("-LRB-", "(").replace("-RRB-", ")"), FIVE_TO_THREE[int(label)]) for label, text in read_rows(path)]


def hold_out(rows, percent):
    """(training rows, held-out rows) of [(text, label)], by the hash of the text."""
    return [row for row in rows if hash_percent(row[0]) >= percent], [row for row in rows if hash_percent(row[0]) < percent]


def read_senti4sd(path):
    """(training rows, held-out rows) of [(text, label)]."""
    return hold_out([(text, LABELS.index(label)) for label, text in read_rows(path)[1:]], SENTI4SD_DEV_PERCENT)


def read_everyday(path):
    """(training rows, held-out rows) of [(text, label)]: everyday sentences, headings, labels and chat, most of them neutral."""
    return hold_out(read_sentences(path), EVERYDAY_DEV_PERCENT)


# Words and phrases by the name of the slot that they are for.
SLOTS = {name: phrases.split(", ") for name, phrases in read_rows(os.path.join(MATERIAL, "slots.tsv"))}


def fill_template(template, fills=FILLS, prose=()):
    """Sentences made by putting words into the slots; the same ones every time.

    prose: what {Sentence} stands for, and {sentence} without its full stop.
    """
    if "{" not in template:
        return [template]
    rng = random.Random(template)

    def choose(slot):
        if slot[1].lower() != "sentence":
            return rng.choice(SLOTS[slot[1]])
        sentence = rng.choice(prose)
        return sentence if slot[1] == "Sentence" else sentence.rstrip(".!?: ")

    return sorted({re.sub(r"\{(\w+)\}", choose, template) for _ in range(fills)})


def read_technical(path):
    """(training rows, held-out rows) of [(text, label)]. Whole templates are held out, not single fillings."""
    train, dev = [], []
    for label, template in read_rows(path):
        held_out = hash_percent(template) < TEMPLATE_DEV_PERCENT
        sentences = fill_template(template, 1 if held_out else FILLS)
        (dev if held_out else train).extend((sentence, LABELS.index(label)) for sentence in sentences)
    return train, dev


def read_opinions(path, prose):
    """[(text, label)]: what people say of software, much of it around and within sentences that state facts."""
    rows = []
    for label, template in read_rows(path):
        fills = PROSE_FILLS if "sentence}" in template.lower() else OPINION_FILLS
        rows.extend((text, LABELS.index(label)) for text in fill_template(template, fills, prose))
    return rows


def set_in_prose(rows, prose, copies=POST_COPIES, seed=1):
    """Short posts with a sentence that states facts before or after them: one opinion is enough, wherever it stands."""
    rng = random.Random(seed)
    placed = []
    for text, label in rows:
        if len(text.split()) > SHORT_POST:
            continue
        for _ in range(copies):
            parts = [text, rng.choice(prose)]
            rng.shuffle(parts)
            placed.append((" ".join(parts), label))
    return placed


def read_sentences(path):
    """[(text, label)]"""
    return [(text, LABELS.index(label)) for label, text in read_rows(path)]


def read_whole_reviews(path, limit=20000):
    """[(review, 0 or 2)]"""
    return [(" ".join(text.replace("<br />", " ").split()), LABELS.index(label)) for label, text in read_rows(path)[1 : limit + 1]]


def read_reviews(path, limit=20000, words=90):
    """[(opening of a review, 0 or 2), (its end, 0 or 2)]: what a writer says first and last shows the tone best."""
    rows = []
    for text, tone in read_whole_reviews(path, limit):
        parts = text.split()
        rows.append((" ".join(parts[:words]), tone))
        if len(parts) > 2 * words:
            rows.append((" ".join(parts[-words:]), tone))
    return rows


def draw_neutral(path, count, held_out_only=False, seed=1):
    """Sentences of prose that states facts, [(text, neutral)]: half with a dark word, half without, none with an opinion.

    path: raw text for training, where the held-out documents are passed over; `NAME.dev.txt` for the rest.
    """
    from corpus import is_held_out

    pools = {True: [], False: []}
    seen = set()
    for document in read_documents(path):
        if not held_out_only and is_held_out(document):
            continue
        for paragraph in document.split("\n"):
            for sentence in split_sentences(paragraph):
                key = sentence.lower()
                if 30 <= len(sentence) <= 240 and key not in seen and not OPINION.search(sentence):
                    seen.add(key)
                    pools[bool(DARK.search(sentence))].append(sentence)
    rng = random.Random(seed)
    return [(text, 1) for pool in (pools[True], pools[False]) for text in rng.sample(pool, min(count // 2, len(pool)))]


def training_rows(folder, material, prose):
    """{source: [(text, label)]} without anything held out.

    material: folder of our own sentences. prose: {a name of PROSE_ROWS: path of the raw text}.
    """
    file = lambda name: os.path.join(folder, name)  # noqa: E731
    banned = {key_of(text) for text, _ in read_sst2(file("sst2-dev.tsv")) + read_sst5(file("sst5-dev.tsv"))}
    movie = {}
    for text, label in read_sst5(file("sst5-phrases-train.tsv")) + read_sst2(file("sst2-train.tsv")):
        key = key_of(text)
        if key and key not in banned:
            movie.setdefault(key, (text, label))  # SST-5 first: it knows neutral
    neutral = {name: draw_neutral(path, PROSE_ROWS[name]) for name, path in prose.items()}
    short = [text for text, _ in neutral["documentation"] if len(text) <= LONGEST_PROSE]
    posts = read_senti4sd(file("senti4sd-train.tsv"))[0]
    rows = {
        # Neutral fragments of a word or two ("the rock") teach nothing that the longer ones do not.
        "sst": [row for key, row in movie.items() if row[1] != 1 or key.count(" ") >= 3],
        "senti4sd": posts,
        "senti4sd in prose": set_in_prose(posts, short),
        "technical": read_technical(os.path.join(material, "technical.tsv"))[0],
        "opinions": read_opinions(os.path.join(material, "opinions.tsv"), short),
        "sentences": read_sentences(os.path.join(material, "sentences.tsv")),
        "everyday": read_everyday(os.path.join(material, "everyday.tsv"))[0],
    }
    return rows | neutral


def held_out_rows(folder, material, prose_dev):
    """{set: [(text, label)]}: every held-out set, calibration and evaluation halves together.

    material: folder of our own sentences. prose_dev: {a name of PROSE_ROWS: path of its `NAME.dev.txt`}.
    """
    file = lambda name: os.path.join(folder, name)  # noqa: E731
    sets = {
        "sst2-dev": read_sst2(file("sst2-dev.tsv")),
        "sst5-dev": read_sst5(file("sst5-dev.tsv")),
        "senti4sd-dev": read_senti4sd(file("senti4sd-train.tsv"))[1],
        "technical-dev": read_technical(os.path.join(material, "technical.tsv"))[1],
        "written": read_sentences(os.path.join(material, "written.tsv")),
        "written-everyday": read_sentences(os.path.join(material, "written_everyday.tsv")),
        "everyday-dev": read_everyday(os.path.join(material, "everyday.tsv"))[1],
    }
    return sets | {f"{name}-dev": draw_neutral(path, PROSE_DEV_ROWS, held_out_only=True) for name, path in prose_dev.items()}


def is_calibration(text):
    """True for the half of the held-out rows that the temperature is fitted on."""
    return hash_percent(text, "calibration") < 50


def calibration_rows(sets):
    """The rows that the temperature is fitted on, out of `held_out_rows`, less the sets of FIGURES_ONLY."""
    return [row for name, rows in sets.items() if name not in FIGURES_ONLY for row in rows if is_calibration(row[0])]
