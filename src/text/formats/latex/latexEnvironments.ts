/** Environments of displayed mathematics, starred or not. */
export const LATEX_DISPLAYS: ReadonlySet<string> = new Set([
  ...["math", "displaymath", "equation", "align", "alignat", "xalignat", "flalign", "gather", "multline", "eqnarray"],
  ...["dmath", "dgroup", "darray", "split", "aligned", "gathered", "array", "cases", "IEEEeqnarray", "subequations"],
  ...["matrix", "pmatrix", "bmatrix", "vmatrix", "Vmatrix", "Bmatrix", "smallmatrix", "prooftree", "mathpar"],
]);

/** Environments in which "\\" ends a cell. */
export const LATEX_TABLES: ReadonlySet<string> = new Set([
  ...["tabular", "tabular*", "tabularx", "tabulary", "longtable", "longtable*", "supertabular", "xltabular"],
  ...["tabu", "longtabu", "tblr", "longtblr", "tabbing", "NiceTabular", "deluxetable", "xtabular"],
]);

/** Signatures of the arguments behind `\begin{…}`, as in `LATEX_MACROS`. Of other environments, arguments that look like prose are read. */
export const LATEX_ENVIRONMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "": "document center flushleft flushright quote quotation verse titlepage",
    o: "figure figure* table table* itemize enumerate description sidewaysfigure sidewaystable SCfigure subequations",
    om: "tabular longtable longtable* supertabular tabu longtabu tblr longtblr NiceTabular xtabular",
    mom: "tabular* tabularx tabulary xltabular",
    ooom: "minipage",
    m: "multicols spacing list otherlanguage otherlanguage* adjustwidth deluxetable CJK CJK*",
    oom: "subfigure subtable wraptable",
    omom: "wrapfigure",
    obb: "frame",
    b: "block alertblock exampleblock",
    O: "theorem lemma proposition corollary definition remark example proof conjecture claim exercise",
  }).flatMap(([signature, names]) => names.split(" ").map((name) => [name, signature] as const)),
);
