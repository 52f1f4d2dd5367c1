/** Bytes that stand for themselves as Latin-1 characters; the others, spaces and controls among them, get the next free ones. */
const PRINTED: readonly (readonly [from: number, to: number])[] = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
];
const FIRST_FREE = 0x100;

/**
 * The character that spells each byte in a byte-level vocabulary: "Ġ" (U+0120) is the space.
 *
 * Source: openai/gpt-2 (revision 9b63575), encoder.py, `bytes_to_unicode`.
 */
export const BYTE_CHARACTERS: readonly string[] = listCharacters();

const BYTES = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]));

/** The space, as pieces spell it. */
export const SPACE_CHARACTER = BYTE_CHARACTERS[0x20] ?? "";

/** The text that pieces spell together. What is no UTF-8, such as a part of a character, becomes U+FFFD. */
export function decodePieces(pieces: readonly string[]): string {
  const bytes = Array.from(pieces.join("")).flatMap(
    (character) => BYTES.get(character) ?? [...encoder.encode(character)],
  );
  return decoder.decode(Uint8Array.from(bytes));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

function listCharacters(): readonly string[] {
  let free = FIRST_FREE;
  return Array.from({ length: 0x100 }, (_, byte) => {
    const isPrinted = PRINTED.some(([from, to]) => byte >= from && byte <= to);
    return String.fromCharCode(isPrinted ? byte : free++);
  });
}
