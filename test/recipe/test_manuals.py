"""Prose out of HTML documentation: what stays, what goes."""

import gzip
import lzma
import os
import subprocess
import sys
import tempfile
import unittest

from toy import RECIPE

from manuals import is_prose, pages_of, paragraphs_of

LONG = "The server reads the file again when it is told to."


class ParagraphsTest(unittest.TestCase):
    CASES = [
        ("a paragraph", f"<p>{LONG}</p>", [LONG]),
        ("white space and entities", "<p>Use   &lt;b&gt;\n for words that are\u00a0bold &amp; large.</p>", ["Use <b> for words that are bold & large."]),
        ("code within a sentence stays", "<p>The <code>open</code> call returns a handle of the file.</p>", ["The open call returns a handle of the file."]),
        ("a code block goes, what surrounds it stays", f"<p>{LONG}<pre>if x is in the list of y: z</pre><p>Then the server is as it was before.", [LONG, "Then the server is as it was before."]),
        ("unclosed tags", f"<ul><li>{LONG}<li>The client is not told of this at all.</ul>", [LONG, "The client is not told of this at all."]),
        ("headings, tables, navigation and scripts", "".join(f"<{t}>{LONG}</{t}>" for t in ("h2", "table", "nav", "script", "header", "footer", "title")), []),
        ("few words", "<p>See the manual.</p>", []),
        ("a list of links", '<li><a href="a">How the server is set up for the first time</a></li>', []),
        ("an address", "<p>The list is at https://example.org/list?a=b and it is long.</p>", ["The list is at and it is long."]),
        ("a permalink", f'<p>{LONG}<a class="headerlink">¶</a></p>', [LONG]),
        ("a note of the version", "<p>Changed in version 3.2: the file is read in the order of its lines.</p>", []),
        ("a note in a div", "<div>The whole file is read again whenever the server is told to.</div>", ["The whole file is read again whenever the server is told to."]),
        ("words in a div that are no sentence", "<div>the whole file is read again whenever the server is told to</div>", []),
        ("another language", "<p>Der Server liest die Datei noch einmal, sobald er darum gebeten wird.</p>", []),
        ("nothing", "", []),
    ]

    def test_paragraphs(self):
        for name, page, wanted in self.CASES:
            with self.subTest(name):
                self.assertEqual(list(paragraphs_of(f"<html><body>{page}</body></html>")), wanted)

    def test_prose_is_words_and_not_signs(self):
        for text, wanted in [(LONG, True), ("{ 0x01, 0x02, 0x03, 0x04 } is the table of 0x05 - 0x09", False), ("alpha beta gamma delta epsilon zeta", False), (LONG * 200, False)]:
            with self.subTest(text[:40]):
                self.assertEqual(is_prose(text), wanted)


class CorpusTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def write(self, name, paragraphs, start="<html>"):
        path = os.path.join(self.folder, "server-doc", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = (start + "".join(f"<p>{text}</p>" for text in paragraphs)).encode()
        with open(path, "wb") as file:
            file.write(gzip.compress(data) if name.endswith(".gz") else data)

    def test_a_corpus_has_a_paragraph_once_and_a_page_as_a_document(self):
        first, second = ([f"This is sentence {i} of the {name} page, and it is long enough." for i in range(3)] for name in ("first", "second"))
        self.write("a/first.html", first)
        self.write("b/second.html.gz", [*second, first[0]])
        self.write("b/stub.html", ["This page says so little that it is no document at all."])
        self.write("b/third.html", [text.replace("first", "third") for text in first], '<html lang="de">')
        for name in ("genindex.html", "changelog.html", "a/_sources/first.html", "search.html", "notes.txt"):
            self.write(name, [text.replace("first", "unwanted") for text in first])
        out = os.path.join(self.folder, "manuals.txt.xz")
        script = os.path.join(RECIPE, "manuals.py")
        said = subprocess.run([sys.executable, script, "--out", out, os.path.join(self.folder, "server-doc")], check=True, capture_output=True, text=True).stdout
        with lzma.open(out, "rt", encoding="utf-8") as file:
            self.assertEqual(file.read(), "\n".join(first) + "\n\n" + "\n".join(second) + "\n\n")
        self.assertIn("server-doc: 4 pages, 2 documents", said)

    def test_pages_come_in_one_order(self):
        for name in ("z.html", "a.html", "m.xhtml"):
            self.write(name, [])
        self.assertEqual([os.path.basename(path) for path in pages_of(self.folder)], ["a.html", "m.xhtml", "z.html"])


if __name__ == "__main__":
    unittest.main()
