const LETTERS = Array.from("abcdefghijklmnopqrstuvwxyz");

/** The words within one edit of a word: a letter more, less or other, or two neighbouring ones swapped. */
export function listNeighbours(word: string, words: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const add = (other: string) => {
    if (words.has(other)) found.add(other);
  };
  for (let i = 0; i <= word.length; i++) {
    const [before, at, after] = [word.slice(0, i), word.slice(i), word.slice(i + 1)];
    for (const letter of LETTERS) {
      add(before + letter + at);
      add(before + letter + after);
    }
    add(before + after);
    add(before + at.charAt(1) + at.charAt(0) + at.slice(2));
  }
  found.delete(word);
  return [...found];
}
