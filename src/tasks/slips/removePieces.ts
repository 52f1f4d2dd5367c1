import type { PieceEdit } from "./askAroundEdit";
import type { SentenceWord } from "./cutWords";

/** Takes a word out of the input that it is judged in. */
export function removePieces({ input, position, ids }: SentenceWord): PieceEdit {
  return { input, start: position, end: position + ids.length, pieces: [] };
}
