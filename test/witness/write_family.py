"""Writes seeded tiny models of every family that Cloze runs, and what transformers and tokenizers say of them.

    python test/witness/write_family.py FOLDER

The tests of `family.witness.ts` compare Cloze with it. FOLDER gets family.json, family.safetensors and a checkpoint for
each model, whose tokenizer is trained here on this project's pages.

Shapes: B batch, T tokens, H hidden, L layers, N heads, V vocabulary, K labels.
"""

import base64
import io
import json
import random
import struct
import sys
from importlib.metadata import version
from pathlib import Path

import sentencepiece
import torch
import transformers
from safetensors.torch import save_file
from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

from write_answers import keep_inputs

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SEED = 31
SIZES = dict(hidden_size=48, num_hidden_layers=3, num_attention_heads=4, intermediate_size=96, num_labels=3)
LABELS = {0: "negative", 1: "neutral", 2: "positive"}
# Rows of the word embeddings beyond the vocabulary, as published models have them.
SPARE = 3
# The last is long: MPNet looks at tokens far apart in another way.
TEXTS = ["She made a cup of <mask> and a <mask>.", "<mask> is (<mask>) here.", "The ferry leaves at a quarter past seven.", "naïve café – 日本語 👩‍👩‍👧 ok", "Hello<mask>, it's  two  spaces\n and\ttabs ", "x", "(word) \"quoted\" don't they'll I'm", "It is what it is, or so they say. " * 9]
PAIRS = [("She read the letter twice.", "Then she put it back."), ("Wohin?", "東京へ。")]
# Scripts, marks, blanks and controls, and planes beyond the first.
BLOCKS = [(0x00, 0x7F), (0x80, 0x24F), (0x250, 0x36F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF), (0xE00, 0xE7F),
          (0x1100, 0x11FF), (0x1E00, 0x1FFF), (0x2000, 0x2BFF), (0x3000, 0x30FF), (0x3400, 0x3500), (0x4E00, 0x4F00),
          (0xAC00, 0xAD00), (0xF900, 0xFAFF), (0xFE00, 0xFFEF), (0x1F300, 0x1F6FF), (0x20000, 0x20100)]
HOSTILE = ["", " ", "   ", "\n", "\t \u3000\u00a0", "👩‍👩‍👧‍👦", "🇩🇪🇫🇷", "e\u0301\u0327 a\u0308", "مرحبا بالعالم", "שלום", "\u202eabc\u202c", "\u0000\u0001",
           "a" * 2000, "日本語" * 200, "ﬁ ﬂ Ⅷ ① ㍿ ｶﾞ", "\ufeffbom", "�", "a\u200bb\u200dc", "<mask>", " <mask> ", "a <mask>b", "<mask><mask>",
           "<s>x</s>", "1234567 3.14", "it's IT'S 'S 'll", "!!!???...", "\r\n\r\n", "\u0085x", "각 힣 ᄀᄁ", "İstanbul ǅ", "``x'' \"", "  lead", "trail  "]


def read_pages():
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return [line for page in pages for line in page.read_text(encoding="utf-8").splitlines()]


def draw_texts(count):
    draw = random.Random(SEED)
    words = " ".join(read_pages()).split(" ")
    letters = lambda: "".join(chr(draw.randint(*draw.choice(BLOCKS))) for _ in range(draw.randint(1, 12)))
    part = lambda: draw.choice([letters, lambda: draw.choice(words), lambda: draw.choice([" ", "  ", "\n", "\t", "\u00a0", "<mask>", "👩‍👧", "'s"])])()
    return ["".join(part() + draw.choice(["", " "]) for _ in range(draw.randint(1, 10))) for _ in range(count)]


SPECIALS = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]


def add_specials(tokenizer):
    mask = AddedToken("<mask>", lstrip=True, normalized=False, special=True)
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", mask])


def train_bytes(add_prefix_space=False):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=add_prefix_space)
    trainer = trainers.BpeTrainer(vocab_size=1500, special_tokens=SPECIALS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator(read_pages(), trainer)
    add_specials(tokenizer)
    ids = [(name, tokenizer.token_to_id(name)) for name in ["</s>", "<s>"]]
    tokenizer.post_processor = processors.RobertaProcessing(*ids, trim_offsets=True, add_prefix_space=add_prefix_space)
    return tokenizer


def train_pieces():
    """WordPiece, as ELECTRA has it."""
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.train_from_iterator(read_pages(), trainers.WordPieceTrainer(vocab_size=1500, special_tokens=names, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[(name, tokenizer.token_to_id(name)) for name in ["[CLS]", "[SEP]"]]
    )
    return tokenizer


def train_mpnet():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    names = [*SPECIALS, "[UNK]"]
    tokenizer.train_from_iterator(read_pages(), trainers.WordPieceTrainer(vocab_size=1500, special_tokens=names, show_progress=False))
    add_specials(tokenizer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B:1 </s>:1", special_tokens=[(name, tokenizer.token_to_id(name)) for name in ["<s>", "</s>"]]
    )
    return tokenizer


def read_fields(data):
    """The fields of a protocol buffer, numbers and bytes."""
    at = 0
    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte, at = data[at], at + 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value
    while at < len(data):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        size = {1: 8, 5: 4}.get(key & 7) or varint()
        yield key >> 3, data[at : at + size]
        at += size


def train_unigram(steps, split):
    """SentencePiece trains it, and normalizes by its own table. Source of the form: transformers, `XLMRobertaConverter`."""
    written = io.BytesIO()
    lines = iter(line for line in read_pages() if line.strip())
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=lines, model_writer=written, vocab_size=1200, character_coverage=0.9995, minloglevel=2)
    fields = list(read_fields(written.getvalue()))
    pieces = [dict(read_fields(value)) for key, value in fields if key == 1]
    [charsmap] = [dict(read_fields(value))[2] for key, value in fields if key == 3]
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocabulary += [(piece[1].decode("utf-8"), struct.unpack("<f", piece[2])[0]) for piece in pieces[3:]] + [("<mask>", 0.0)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Precompiled(charsmap), *steps])
    tokenizer.pre_tokenizer = split
    add_specials(tokenizer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[(name, tokenizer.token_to_id(name)) for name in ["<s>", "</s>"]]
    )
    return tokenizer


def train_xlm():
    return train_unigram([], pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")]))


def train_camembert():
    return train_unigram([normalizers.Replace(Regex(" {2,}"), " ")], pre_tokenizers.Metaspace(prepend_scheme="first"))


def train_albert():
    """The form of transformers' AlbertTokenizer, with the blanks that its converter of older files adds."""
    names = ["<pad>", "<unk>", "[CLS]", "[SEP]", "[MASK]"]
    trained = json.loads(train_unigram([], pre_tokenizers.Metaspace()).to_str())
    vocabulary = [(name, 0.0) for name in names] + [tuple(each) for each in trained["model"]["vocab"][4:-1]]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=1, byte_fallback=False))
    [charsmap] = trained["normalizer"]["normalizers"]
    steps = [normalizers.Replace("``", '"'), normalizers.Replace("''", '"'), normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    tokenizer.normalizer = normalizers.Sequence([*steps, normalizers.Precompiled(base64.b64decode(charsmap["precompiled_charsmap"])), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")])
    mask = AddedToken("[MASK]", lstrip=True, normalized=False, special=True)
    tokenizer.add_special_tokens(["<pad>", "<unk>", "[CLS]", "[SEP]", mask])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[(name, tokenizer.token_to_id(name)) for name in ["[CLS]", "[SEP]"]]
    )
    return tokenizer


ROBERTA_NAMES = dict(cls_token="<s>", sep_token="</s>", pad_token="<pad>", unk_token="<unk>", mask_token="<mask>")

# Of each model: its classes' common name, its config beyond SIZES, its tokenizer, and what tokenizer_config.json says.
MODELS = {
    "roberta": ("Roberta", dict(max_position_embeddings=130, type_vocab_size=1, pad_token_id=1, layer_norm_eps=1e-5), train_bytes, dict(tokenizer_class="RobertaTokenizer")),
    "roberta with a space": ("Roberta", dict(max_position_embeddings=130, type_vocab_size=1, pad_token_id=1), lambda: train_bytes(True), dict(tokenizer_class="RobertaTokenizer", add_prefix_space=True)),
    "xlm-roberta": ("XLMRoberta", dict(max_position_embeddings=130, type_vocab_size=1, pad_token_id=1), train_xlm, dict(tokenizer_class="XLMRobertaTokenizer")),
    "camembert": ("Camembert", dict(max_position_embeddings=130, type_vocab_size=1, pad_token_id=1), train_camembert, dict(tokenizer_class="CamembertTokenizer")),
    "mpnet": ("MPNet", dict(max_position_embeddings=130, pad_token_id=1), train_mpnet, dict(tokenizer_class="MPNetTokenizer", unk_token="[UNK]")),
    "electra": ("Electra", dict(max_position_embeddings=128, embedding_size=32, hidden_act="gelu"), train_pieces, dict(tokenizer_class="ElectraTokenizer")),
    "albert": ("Albert", dict(max_position_embeddings=128, embedding_size=32), train_albert, dict(tokenizer_class="AlbertTokenizer")),
    "albert of two groups": ("Albert", dict(max_position_embeddings=128, embedding_size=48, num_hidden_layers=5, num_hidden_groups=2, inner_group_num=2, hidden_act="gelu"), train_albert, {}),
    "electra of one size": ("Electra", dict(max_position_embeddings=128, embedding_size=48, hidden_act="relu"), train_pieces, dict(tokenizer_class="ElectraTokenizer")),
}


def build(name, folder):
    kind, own, train, settings = MODELS[name]
    tokenizer = train()
    config = getattr(transformers, f"{kind}Config")(vocab_size=tokenizer.get_vocab_size() + SPARE, id2label=LABELS, **{**SIZES, **own})
    config._attn_implementation = "eager"
    torch.manual_seed(SEED)
    fills = getattr(transformers, f"{kind}ForMaskedLM")(config)
    labels = getattr(transformers, f"{kind}ForSequenceClassification")(config)
    others = build_others(kind, config)
    for model in [fills, labels, *others.values()]:
        seed_weights(model)
        model.eval()
    encoder = {**labels.base_model.state_dict(), **fills.base_model.state_dict()}
    for model in [labels, *others.values()]:
        model.base_model.load_state_dict(encoder, strict=False)
    folder.mkdir(parents=True)
    shared = [model.state_dict() for part, model in others.items() if part != "tags"]
    weights = {key: value for state in [*shared, labels.state_dict(), fills.state_dict()] for key, value in state.items()}
    save_file({key: value.clone().contiguous() for key, value in weights.items()}, folder / "model.safetensors")
    config.architectures = [f"{kind}ForMaskedLM"]
    config.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(json.dumps({**(ROBERTA_NAMES if "<s>" in tokenizer.get_vocab() else {}), **settings}))
    if "tags" in others:
        save_tags(others["tags"], tokenizer, Path(f"{folder}-tags"))
    return tokenizer, fills, labels, others


def build_others(kind, config):
    """Readouts beyond fills and labels, where the family has names of its own for them."""
    if kind != "Albert":
        return {}
    two = transformers.AlbertConfig(**{**config.to_dict(), "id2label": None, "num_labels": 2})
    two._attn_implementation = "eager"
    return {
        "answers": transformers.AlbertForQuestionAnswering(two),
        "tags": transformers.AlbertForTokenClassification(config),
        "nsp": transformers.AlbertForPreTraining(two),
    }


def save_tags(model, tokenizer, folder):
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))


def seed_weights(model):
    for name, weight in model.named_parameters():
        if weight.dim() == 1 and "norm" in name.lower() and name.endswith("weight"):
            weight.data.normal_(1, 0.1)
        else:
            weight.data.normal_(0, 0.15)


def encode(tokenizer, text, pair):
    encoding = tokenizer.encode(text, pair)
    texts = [text, pair or ""]
    units = [[0], [0]]
    for side, own in enumerate(texts):
        for character in own:
            units[side].append(units[side][-1] + (2 if ord(character) > 0xFFFF else 1))
    spans = [None if side is None else [units[side][start], units[side][end]] for side, (start, end) in zip(encoding.sequence_ids, encoding.offsets)]
    return {"text": text, "pair": pair, "ids": encoding.ids, "spans": spans}


@torch.no_grad()
def answer(fills, labels, others, encoding):
    ids = torch.tensor([encoding["ids"]])
    segments = torch.tensor([encoding["segments"]])
    inputs = dict(input_ids=ids, attention_mask=torch.ones_like(ids), token_type_ids=segments)
    if fills.config.model_type == "mpnet":
        del inputs["token_type_ids"]
    out = fills(**inputs, output_hidden_states=True, output_attentions=True)
    own = {}
    if "tags" in others:
        answers = others["answers"](**inputs)
        own = {"tags": others["tags"](**inputs).logits[0], "answers": torch.stack([answers.start_logits[0], answers.end_logits[0]], 1), "nsp": others["nsp"](**inputs).sop_logits[0]}
    lengths = keep_inputs(fills.base_model.embeddings, lambda: fills(**inputs))
    parts = {f"input/{name}": values for name, values in lengths.items()}
    return {**parts, **own, "mlm": out.logits[0], "classifier": labels(**inputs).logits[0], "hidden": torch.stack(out.hidden_states)[:, 0], "attention": torch.stack(out.attentions)[:, 0]}


def main(folder):
    written = {"versions": {name: version(name) for name in ["torch", "transformers", "tokenizers"]}, "models": []}
    tensors = {}
    drawn = draw_texts(3000)
    for name in MODELS:
        own = folder / name.replace(" ", "-")
        tokenizer, fills, labels, others = build(name, own)
        cases = []
        mask = "<mask>" if tokenizer.token_to_id("<mask>") is not None else "[MASK]"
        for text, pair in [*((text.replace("<mask>", mask), None) for text in TEXTS), *PAIRS]:
            encoding = tokenizer.encode(text, pair)
            case = {**encode(tokenizer, text, pair), "segments": encoding.type_ids}
            for part, values in answer(fills, labels, others, case).items():
                tensors[f"{name}/{len(cases)}/{part}"] = values.contiguous().clone()
            cases.append(case)
        encodings = [encode(tokenizer, text, None) for text in [*HOSTILE, *drawn]]
        encodings += [encode(tokenizer, text, pair) for text, pair in zip(drawn[:200], drawn[200:400])]
        written["models"].append({"name": name, "folder": str(own.resolve()), "vocabulary": tokenizer.get_vocab_size(), "cases": cases, "others": list(others), "encodings": encodings})
    save_file(tensors, folder / "family.safetensors")
    (folder / "family.json").write_text(json.dumps(written))


main(Path(sys.argv[1]))
