"""Turns unpacked documentation packages into raw prose for `corpus.py`.

    apt-get download $(cat manuals.txt); for deb in *.deb; do dpkg-deb -x $deb ${deb%%_*}; done
    python3 manuals.py --out manuals.txt.xz cmake-doc erlang-doc python-django-doc ...

`manuals.txt` names packages of Debian 12 whose documentation may be used freely (MIT, BSD, Apache-2.0, PSF and the like).

Input: folders with HTML (plain or gzipped); each page is a document. Output: one paragraph a line, an
empty line between documents. Code blocks, tables, headings, navigation, link lists, version notes, pages
in other languages, indexes and changelogs are dropped, and so is every paragraph that an earlier page had.
"""

import argparse
import gzip
import html
import lzma
import multiprocessing
import os
import re

MIN_WORDS = 6
MAX_WORDS = 1000  # more is a list of names or a log
MIN_PARAGRAPHS = 3  # shorter pages are stubs
MAX_PAGE_BYTES = 4_000_000
MIN_LETTERS = 0.75  # share of ASCII letters and spaces; less is code, numbers or another script

PAGE = re.compile(r"\.x?html?(\.en|\.utf8)?(\.gz)?$")
SKIPPED = re.compile(
    r"(^|/)(index-|genindex|modindex|search[._/-]|searchindex|theindex|copyright|licen[cs]e|"
    r"changelog|changes|history|news|releases?[-_./]|release-?notes|contributors|credits|acknowledg|all\.html|"
    r"_modules|_sources|_static|implementors|src|whatsnew/v|bookindex|annotated|functions_|globals_|"
    r"classes\.|notes\.html|hierarchy|dir_[0-9a-f]{8})|_source\.html|-members\.html|[a-z]_8(h|hpp|cpp)\.html|"
    r"print\.html|single(page|html)",
    re.IGNORECASE,
)
LANGUAGE = re.compile(r"<html\b[^>]*\blang\s*=\s*[\"']?([a-zA-Z]+)", re.IGNORECASE)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

# An unclosed <p> or <li> is common and harmless: a paragraph lasts until the next block tag.
CODE = re.compile(r"<(pre|textarea)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
DROPPED = re.compile(
    r"<!--.*?-->|<(script|style|head|nav|header|footer|table|h[1-6]|dt|summary|title|svg|math|"
    r"select|button)\b[^>]*>.*?</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
BLOCK = re.compile(
    r"<(/?(?:p|li|dd|dt|dl|ul|ol|div|section|article|aside|main|body|html|blockquote|center|hr|table|t[dhr]|"
    r"details|form|figure|figcaption|h[1-6]))\b[^>]*>",
    re.IGNORECASE,
)
PARAGRAPH_TAGS = {"p", "li", "dd"}
SENTENCE = re.compile(r"[A-Z“\"(].{40,}[.!?:)]$")
LINK = re.compile(r"<a\b[^>]*>.*?</a\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-zA-Z!?][^>]*>")
URL = re.compile(r"(<|\()?\b(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?)\]\"'”’](>|\))?")
MARK = re.compile(r"\s*(?:¶|🔗|§(?=\s*$)|\[(?:source|src|edit)\]|\bSource (?:Edit|#)(?=\s*$))\s*")
CONTROL = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
BOILERPLATE = re.compile(
    r"(Copyright|©|\(c\)|Last (updated|modified|changed)|Created using|Generated (by|on|with)|Built with|"
    r"(New|Added|Changed|Deprecated|Removed|Modified) (in|since) (version|API|\w+ \d)|(Added|Changed|Removed) in: v|"
    r"Versions? (added|changed)|This page (was|is) (generated|last)|You are (here|reading)|Enable JavaScript|"
    r"Permission is hereby|Redistribution and use|THE SOFTWARE|Licensed under|Except where otherwise noted|"
    r"Available (in|since) |Since:? |Bases: |See also:? |Alias for field|Return type|"
    r"Definition at line|Definition in file|Referenced by|References |This docstring was copied|Total running time|"
    r"Please activate JavaScript|Found a bug|Report a bug|Next topic|Previous topic|Table of contents)",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[A-Za-z ]")
FUNCTION_WORDS = frozenset(
    "the a an of to is are be in and or for that this it with you on as if when by from not can will which has".split()
)


def read_page(path):
    """The HTML of a page, or "" if it is too large or says that it is not English."""
    if os.path.getsize(path) > MAX_PAGE_BYTES:
        return ""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        data = file.read()
    charset = CHARSET.search(data, 0, 2000)
    try:
        page = data.decode(charset[1].decode() if charset else "utf-8")
    except (LookupError, UnicodeDecodeError):
        page = data.decode("latin-1")
    language = LANGUAGE.search(page, 0, 2000)
    return page if not language or language[1].lower().startswith("en") else ""


def to_text(markup):
    """The text of a piece of HTML, white space collapsed, without URLs and permalink signs."""
    text = html.unescape(TAG.sub("", markup))
    text = URL.sub("", CONTROL.sub("", text))
    return re.sub(r" ([,.;:)])(?=\s|$)", r"\1", " ".join(MARK.sub(" ", text).split()))


def is_prose(text):
    """True for an English sentence or more: enough words, letters and function words, no boilerplate."""
    words = text.split()
    if not MIN_WORDS <= len(words) <= MAX_WORDS or BOILERPLATE.match(text):
        return False
    if (" -> " in text and " :: " in text) or text.count("\\") > 2:  # a Haskell signature, TeX
        return False
    if len(LETTERS.findall(text)) < MIN_LETTERS * len(text):
        return False
    functional = sum(word in FUNCTION_WORDS for word in words)
    return functional >= 2 or (functional == 1 and len(words) < 15)


def paragraphs_of(page):
    """The paragraphs of prose of a page of HTML, in order.

    An item of little but links is navigation. Text outside a paragraph tag counts if it is a sentence (a note in a <div>).
    """
    page = DROPPED.sub("<div>", CODE.sub("<p>", page))
    pieces = BLOCK.split(page)
    for tag, markup in zip(pieces[1::2], pieces[2::2]):
        if not markup or markup.isspace() or len(to_text(LINK.sub(" ", markup)).split()) < 4:
            continue
        text = to_text(markup)
        if is_prose(text) and (tag.lower() in PARAGRAPH_TAGS or SENTENCE.match(text)):
            yield text


def pages_of(folder):
    """The paths of a package's pages, sorted, indexes, changelogs and source listings left out."""
    found = []
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            if PAGE.search(name) and not SKIPPED.search(os.path.relpath(path, folder)) and not os.path.islink(path):
                found.append(path)
    return sorted(found)


def read_document(path):
    """The paragraphs of a page, as a list that a worker process can hand back."""
    return list(paragraphs_of(read_page(path)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, help="the corpus, .txt.xz")
    parser.add_argument("--skip", help="a regular expression; pages whose path matches are left out")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    seen = set()
    with lzma.open(args.out, "wt", encoding="utf-8", preset=4) as out, multiprocessing.Pool(args.jobs) as pool:
        for folder in args.folders:
            pages = [path for path in pages_of(folder) if not args.skip or not re.search(args.skip, path)]
            documents = chars = 0
            for paragraphs in pool.imap(read_document, pages, chunksize=16):
                fresh = [text for text in dict.fromkeys(paragraphs) if text not in seen]
                seen.update(fresh)
                if len(fresh) >= MIN_PARAGRAPHS:
                    chars += out.write("\n".join(fresh) + "\n\n")
                    documents += 1
            name = os.path.basename(folder.rstrip("/"))
            print(f"{name}: {len(pages)} pages, {documents} documents, {chars / 1e6:.2f} MB", flush=True)


if __name__ == "__main__":
    main()
