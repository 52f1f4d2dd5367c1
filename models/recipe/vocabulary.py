"""Trains an uncased WordPiece vocabulary on the corpus.

    python3 vocabulary.py --size 20000 --out vocab.txt docs.txt.xz=2 wiki-0.txt.xz=1 ...

Byte-pair merges over word counts, written with ## for pieces inside a word, as huggingface/tokenizers'
`WordPieceTrainer` does it: the pair seen most often is joined, until the size is reached. A number after
`=` multiplies a file's counts, so that a small but important collection is heard.
"""

import argparse
import heapq
import time
from collections import Counter, defaultdict

from corpus import is_held_out, read_documents
from wordpiece import SPECIALS, split_words

MIN_WORD_COUNT = 3  # rarer words are mostly misspellings; they double the work and win no merge
ALPHABET = 400  # single characters kept; the rest of Unicode is [UNK]


def count_words(paths_and_weights, max_chars):
    """Counter of words over the training documents of all files, each count times the file's weight."""
    total = Counter()
    for path, weight in paths_and_weights:
        counts, chars = Counter(), 0
        for document in read_documents(path):
            if is_held_out(document):
                continue
            counts.update(split_words(document))
            chars += len(document)
            if chars > max_chars:
                break
        for word, count in counts.items():
            total[word] += round(count * weight)
    return total


def to_symbols(word):
    """"cat" -> ("c", "##a", "##t")."""
    return [word[0], *("##" + c for c in word[1:])]


def join_symbols(left, right):
    return left + right[2:]


class Merger:
    """Words as lists of symbols, pair counts, and for each pair the words that hold it."""

    def __init__(self, counts, alphabet):
        kept = set(alphabet)
        self.words, self.counts = [], []
        self.pairs, self.homes = Counter(), defaultdict(set)
        for word, count in counts.items():
            symbols = to_symbols(word)
            if not kept.issuperset(symbols):
                continue  # such a word is [UNK] for good
            index = len(self.words)
            self.words.append(symbols)
            self.counts.append(count)
            for pair in zip(symbols, symbols[1:]):
                self.pairs[pair] += count
                self.homes[pair].add(index)
        self.heap = [(-count, pair) for pair, count in self.pairs.items()]
        heapq.heapify(self.heap)

    def best(self):
        """The most frequent pair (ties: alphabetical, so that a run can be repeated); None when all is joined."""
        while self.heap:
            count, pair = heapq.heappop(self.heap)
            current = self.pairs.get(pair, 0)
            if current == -count and current > 0:
                return pair
            if current > 0:
                heapq.heappush(self.heap, (-current, pair))  # the entry was stale
        return None

    def merge(self, pair):
        """Joins `pair` in every word that holds it and keeps the counts right. Returns the new symbol."""
        symbol, changed = join_symbols(*pair), set()
        for index in self.homes.pop(pair):
            old, count = self.words[index], self.counts[index]
            new = replace_pair(old, pair, symbol)
            if len(new) == len(old):
                continue
            for other in zip(old, old[1:]):
                self.pairs[other] -= count
                changed.add(other)
            for other in zip(new, new[1:]):
                self.pairs[other] += count
                self.homes[other].add(index)
                changed.add(other)
            self.words[index] = new
        for other in changed:
            if self.pairs[other] > 0:
                heapq.heappush(self.heap, (-self.pairs[other], other))
            else:
                del self.pairs[other]
        return symbol


def replace_pair(symbols, pair, symbol):
    joined, i = [], 0
    while i < len(symbols):
        if i + 1 < len(symbols) and (symbols[i], symbols[i + 1]) == pair:
            joined.append(symbol)
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


def train_vocabulary(counts, size):
    """The list of `size` pieces (fewer if the words run out): specials, characters, then merges in their order."""
    characters = Counter()
    for word, count in counts.items():
        for symbol in to_symbols(word):
            characters[symbol] += count
    alphabet = [s for s, _ in sorted(characters.items(), key=lambda item: (-item[1], item[0]))[:ALPHABET]]
    merger = Merger({w: c for w, c in counts.items() if c >= MIN_WORD_COUNT}, alphabet)
    pieces = dict.fromkeys([*SPECIALS, *alphabet])
    while len(pieces) < size:
        pair = merger.best()
        if pair is None:
            break
        pieces[merger.merge(pair)] = None
    return list(pieces)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--max-chars", type=float, default=1e9, help="characters read of each file")
    parser.add_argument("inputs", nargs="+", metavar="FILE[=WEIGHT]")
    args = parser.parse_args()
    started = time.time()
    inputs = [(path, float(weight or 1)) for path, _, weight in (item.partition("=") for item in args.inputs)]
    counts = count_words(inputs, args.max_chars)
    print(f"{len(counts)} words, {sum(counts.values())} in all, {time.time() - started:.0f} s", flush=True)
    pieces = train_vocabulary(counts, args.size)
    with open(args.out, "w", encoding="utf-8") as file:
        file.write("\n".join(pieces) + "\n")
    print(f"{len(pieces)} pieces, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
