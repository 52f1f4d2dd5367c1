import { readLine } from "../../markup/readLine";

/** The parser reads this much in some tenths of a second: UTF-16 units, and marks, for each of which it looks at the whole paragraph. */
const MOST = { length: 65_536, marks: 4096 };
/** The marks of a table meet only within a cell. */
const MOST_OF_TABLE = { length: 262_144, marks: 16_384 };
const MARKS = new Set("[]`*_~<\\&");
const TABLE_SECOND_LINE = /^[ \t]*(?:\|[ \t]*)?:?-[-:| \t]*$/;

/** Whether the parser would take seconds for a chunk of a document. Nothing that a person writes comes near. */
export function isTooMuchMarkdown(chunk: string): boolean {
  if (chunk.length <= MOST.marks) return false;
  const most = isTable(chunk) ? MOST_OF_TABLE : MOST;
  if (chunk.length > most.length) return true;
  let marks = 0;
  for (let index = 0; index < chunk.length; index++) if (MARKS.has(chunk.charAt(index))) marks += 1;
  return marks > most.marks;
}

function isTable(chunk: string): boolean {
  const header = readLine(chunk, 0);
  const second = readLine(chunk, header.next);
  return chunk.slice(0, header.end).includes("|") && TABLE_SECOND_LINE.test(chunk.slice(second.start, second.end));
}
