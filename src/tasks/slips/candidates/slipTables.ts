/** Words that may be taken for each other, and why: the first line of its table names what `kind` says. */
export interface WordGroup {
  readonly words: readonly string[];
  readonly kind: string;
}

/** The tables of `models/recipe/slips`, from which the recipe teaches and the check reads. */
export interface SlipTables {
  /** Homophones, words that look alike, and words that are taken for a contraction (kind "apart": "its", "it's"). */
  readonly confusions: readonly WordGroup[];
  /** Irregular forms of a word. */
  readonly forms: readonly WordGroup[];
  /** Classes of little words; a word may be in several. */
  readonly little: readonly WordGroup[];
}

/** Asked for with the first request for slips. */
export type ReadSlipTables = () => Promise<SlipTables>;

/** @param tables - The text of each table: lines of words between spaces, a tab, the kind; the first line is a heading. */
export function parseSlipTables(tables: Readonly<Record<keyof SlipTables, string>>): SlipTables {
  return {
    confusions: parseGroups(tables.confusions),
    forms: parseGroups(tables.forms),
    little: parseGroups(tables.little),
  };
}

function parseGroups(table: string): readonly WordGroup[] {
  return table
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      const [words = "", kind = ""] = line.split("\t");
      return { words: words.split(" "), kind };
    });
}
