import assert from "node:assert/strict";
import type { Format } from "../../../src/text/formats/format";
import { markForeign } from "../../../src/text/language/markForeign";
import { listSentences } from "../../../src/text/sentences/listSentences";

const GERMAN =
  "Diese Anleitung beschreibt, wie man das Programm auf einem neuen Rechner einrichtet und danach startet.";
const FRENCH =
  "Ce composant vous permet de différer la mise à jour d’une partie de l’interface jusqu’à la fin du chargement.";
const ENGLISH = "This guide describes how you set up the program on a new machine and start it afterwards.";

async function listForeign(text: string, format: Format): Promise<readonly string[]> {
  const marked = await markForeign(text, format, listSentences(text, format));
  return marked.filter(({ isForeign }) => isForeign).map((sentence) => sentence.text);
}

describe("markForeign", () => {
  for (const { name, format = "markdown", text, foreign } of [
    { name: "a whole document, headings too", text: `# Neue Rechner\n\n${GERMAN}`, foreign: ["Neue Rechner", GERMAN] },
    { name: "one paragraph of another language", text: `# Setup\n\n${ENGLISH}\n\n${FRENCH}`, foreign: [FRENCH] },
    { name: "the English rest of a translation: not", text: `${GERMAN}\n\n${ENGLISH}`, foreign: [GERMAN] },
    { name: "a short foreign sentence of an English text: not", text: `${ENGLISH}\n\nAlles klar.`, foreign: [] },
    {
      name: "a few words again and again: not",
      text: "A poison pill. A poison cup. A poison arrow. A poison ring.",
      foreign: [],
    },
    {
      name: "a long sentence of few words: not",
      text: "A poison pill or a poison cup or a poison arrow or a poison ring or a poison pen.",
      foreign: [],
    },
    {
      name: "short sentences of another language, in which words come again",
      text: "La pomme est rouge. La poire est verte. Le chien dort. Le chat mange une souris.",
      foreign: ["La pomme est rouge.", "La poire est verte.", "Le chien dort.", "Le chat mange une souris."],
    },
    {
      name: "names and code: not",
      text: "Run `npm i` in Brno, Łódź or Besançon.\n\nAsk Jörg Müller, Zoë Łukasz or Øyvind.",
      foreign: [],
    },
    {
      name: "another script",
      text: `${ENGLISH}\n\n設定が終わったら、サーバーを再起動します。`,
      foreign: ["設定が終わったら、サーバーを再起動します。"],
    },
    { name: "front matter", text: "---\nlang: de\n---\n\nOk, super.", foreign: ["Ok, super."] },
    { name: "a region in front matter", text: '+++\nlanguage = "pt-BR"\n+++\n\nMenu.', foreign: ["Menu."] },
    { name: "front matter that says English", text: "---\nlang: en-GB\n---\n\nAlles klar.", foreign: [] },
    { name: "a programming language: not", text: "---\nlanguage: sql\n---\n\nOk, super.", foreign: [] },
    { name: "html", format: "html", text: "<html lang=fr><p>Ok, super.</p>", foreign: ["Ok, super."] },
    { name: "asciidoc", format: "asciidoc", text: ":lang: de\n\nOk, super.\n", foreign: ["Ok, super."] },
    { name: "rst", format: "rst", text: ":lang: de\n\nOk, super.\n", foreign: ["de", "Ok, super."] },
    {
      name: "babel's last option",
      format: "latex",
      text: "\\usepackage[english,ngerman]{babel}\nOk, super.",
      foreign: ["Ok, super."],
    },
    {
      name: "babel's main option",
      format: "latex",
      text: "\\usepackage[main=english,ngerman]{babel}\nOk, super.",
      foreign: [],
    },
    { name: "polyglossia", format: "latex", text: "\\setdefaultlanguage{german}\nOk, super.", foreign: ["Ok, super."] },
  ] satisfies readonly { name: string; format?: Format; text: string; foreign: readonly string[] }[]) {
    it(`marks ${name} (${format})`, async () => assert.deepEqual(await listForeign(text, format), foreign));
  }
});
