import { readLine } from "./readLine";

/** UTF-16 units. */
const LONGEST_PIECE = 262_144;
/** The parser looks at all marks of a paragraph for each of them: 4,096 take it some tenths of a second. */
const MOST_MARKS = 4096;
/** Those of a table meet only within a cell. */
const MOST_TABLE_MARKS = 16_384;
const MARKS = new Set("[]`*_~<\\&");
const TABLE_SECOND_LINE = /^[ \t]*\|?[ \t]*:?-[-:| \t]*$/;

/** Whether the parser would take seconds for a piece of a document: nothing that someone wrote comes near. */
export function isTooMuchMarkdown(piece: string): boolean {
  if (piece.length <= MOST_MARKS) return false;
  if (piece.length > LONGEST_PIECE) return true;
  let marks = 0;
  for (let index = 0; index < piece.length; index++) if (MARKS.has(piece.charAt(index))) marks += 1;
  return marks > MOST_MARKS && (marks > MOST_TABLE_MARKS || !isTable(piece));
}

function isTable(piece: string): boolean {
  const header = readLine(piece, 0);
  const second = readLine(piece, header.next);
  return piece.slice(0, header.end).includes("|") && TABLE_SECOND_LINE.test(piece.slice(second.start, second.end));
}
