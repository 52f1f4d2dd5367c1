import { readLine } from "../../markup/readLine";

/** What the parser reads in some tenths of a second: UTF-16 units, and marks, since it looks at all of a paragraph for each. */
const MOST = { length: 65_536, marks: 4096 };
/** The marks of a table meet only within a cell. */
const MOST_OF_TABLE = { length: 262_144, marks: 16_384 };
const MARKS = new Set("[]`*_~<\\&");
const TABLE_SECOND_LINE = /^[ \t]*\|?[ \t]*:?-[-:| \t]*$/;

/** Whether the parser would take seconds for a piece of a document: nothing that someone wrote comes near. */
export function isTooMuchMarkdown(piece: string): boolean {
  if (piece.length <= MOST.marks) return false;
  const most = isTable(piece) ? MOST_OF_TABLE : MOST;
  if (piece.length > most.length) return true;
  let marks = 0;
  for (let index = 0; index < piece.length; index++) if (MARKS.has(piece.charAt(index))) marks += 1;
  return marks > most.marks;
}

function isTable(piece: string): boolean {
  const header = readLine(piece, 0);
  const second = readLine(piece, header.next);
  return piece.slice(0, header.end).includes("|") && TABLE_SECOND_LINE.test(piece.slice(second.start, second.end));
}
