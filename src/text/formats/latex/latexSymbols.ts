/** Combining marks of accents. Source: LaTeX 2e, `ltoutenc.dtx`; Unicode 15, block "Combining Diacritical Marks". */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["`", "\u0300"],
  ["'", "\u0301"],
  ["^", "\u0302"],
  ["~", "\u0303"],
  ["=", "\u0304"],
  ["u", "\u0306"],
  [".", "\u0307"],
  ['"', "\u0308"],
  ["r", "\u030a"],
  ["H", "\u030b"],
  ["v", "\u030c"],
  ["d", "\u0323"],
  ["c", "\u0327"],
  ["k", "\u0328"],
  ["b", "\u0331"],
]);

export function isAccent(macro: string): boolean {
  return ACCENTS.has(macro);
}

/** The letter with the accent; without a letter, the accent's own character, if it has one. */
export function composeAccent(macro: string, letter: string): string {
  if (letter === "") return /\w/.test(macro) ? "" : macro;
  return `${letter}${ACCENTS.get(macro) ?? ""}`.normalize("NFC");
}

/** Letters that are written as commands. White space behind one of them is not printed. */
export const LATEX_LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ss: "ß", SS: "SS", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", o: "ø", O: "Ø", l: "ł", L: "Ł" }).concat(
    Object.entries({ aa: "å", AA: "Å", i: "i", j: "j", dh: "ð", DH: "Ð", th: "þ", TH: "Þ", dj: "đ", DJ: "Đ", ng: "ŋ" }),
  ),
);

/** Other commands that stand for a text. */
export const LATEX_SYMBOLS: ReadonlyMap<string, string> = new Map(
  [
    { LaTeX: "LaTeX", TeX: "TeX", LaTeXe: "LaTeX2e", BibTeX: "BibTeX", XeTeX: "XeTeX", XeLaTeX: "XeLaTeX" },
    { LuaTeX: "LuaTeX", LuaLaTeX: "LuaLaTeX", pdfTeX: "pdfTeX", pdfLaTeX: "pdfLaTeX", AmS: "AMS", TikZ: "TikZ" },
    { ldots: "...", dots: "...", textellipsis: "...", dotsc: "...", slash: "/", textbackslash: "\\", textbar: "|" },
    { textasciitilde: "~", textasciicircum: "^", textunderscore: "_", textquotesingle: "'", textendash: "–" },
    { textemdash: "—", textdegree: "°", degree: "°", copyright: "©", textcopyright: "©", textregistered: "®" },
    { texttrademark: "™", pounds: "£", textsterling: "£", euro: "€", texteuro: "€", S: "§", P: "¶", dag: "†" },
    { textless: "<", textgreater: ">", textbullet: "•", guillemotleft: "«", guillemotright: "»", textdollar: "$" },
    { textquotedblleft: '"', textquotedblright: '"', glqq: '"', grqq: '"', textquoteleft: "'", textquoteright: "'" },
    { flqq: "«", frqq: "»", lq: "'", rq: "'", today: "today", textbraceleft: "{", textbraceright: "}", textmu: "µ" },
  ].flatMap((symbols) => Object.entries(symbols)),
);
