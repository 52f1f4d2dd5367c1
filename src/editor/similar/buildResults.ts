import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Match } from "../../similar/findAlike";
import type { Contradiction } from "../../similar/findContradictions";
import type { Repetition, Repetitions } from "../../similar/findRepetitions";
import type { PlacedText } from "../../similar/placedText";
import { describeDifferences } from "../../wording/describeDifferences";
import { formatCounted } from "../../wording/formatCounted";
import { formatCount } from "../../wording/numbers/formatCount";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { formatSimilarity } from "../../wording/numbers/formatSimilarity";
import type { ResultNode } from "./resultNode";

/** The files in the order of their best match, each with its matches, best first. */
export function buildMatches(matches: readonly Match[]): readonly ResultNode[] {
  return groupByFile(matches, (match) => match).map(([file, own]) =>
    buildFile(
      file,
      own.map((match) => buildPlace(match, formatSimilarity(match.similarity))),
    ),
  );
}

/** Those that disagree, those that say the same, and those that are the same word for word: each by file. */
export function buildRepetitions({ pairs, identical }: Repetitions): readonly ResultNode[] {
  const differing = pairs.filter(({ differences }) => differences.length > 0);
  const same = pairs.filter(({ differences }) => differences.length === 0);
  return [
    ...buildSection(l10n.t("Disagree in a number or a “not”"), "warning", groupPairs(differing)),
    ...buildSection(l10n.t("Say the same in other words"), "symbol-string", groupPairs(same)),
    ...buildSection(l10n.t("Word for word"), "copy", groupIdentical(identical)),
  ];
}

function buildSection(label: string, icon: string, files: readonly ResultNode[]): readonly ResultNode[] {
  const count = files.reduce((sum, { children = [] }) => sum + children.length, 0);
  return count === 0
    ? []
    : [{ row: { label, icon: { name: icon }, description: formatCount(count), isOpen: true }, children: files }];
}

function groupPairs(pairs: readonly Repetition[]): readonly ResultNode[] {
  return groupByFile(pairs, ({ a }) => a).map(([file, own]) => buildFile(file, own.map(buildPair)));
}

/** One place, and below it the other. */
function buildPair({ a, b, similarity, differences }: Repetition): ResultNode {
  const how = differences.length === 0 ? "" : `, ${describeDifferences(differences)}`;
  const node = buildPlace(a, `${formatSimilarity(similarity)}${how}`);
  return { ...node, row: { ...node.row, isOpen: true }, children: [buildPlace(b, nameFile(b.file))] };
}

/** One place of each pair, and below it the other; the surest first. */
export function buildContradictions(pairs: readonly Contradiction[]): readonly ResultNode[] {
  return pairs.map(({ a, b, probability, there, back }) => {
    const node = buildPlace(a, formatPercent(probability));
    const tooltip = [
      a.text,
      b.text,
      l10n.t(
        "P(contradiction) {0}, the mean of {1} in this order and {2} in the other",
        formatPercent(probability),
        formatPercent(there),
        formatPercent(back),
      ),
    ];
    const row = { ...node.row, tooltip, isOpen: true, icon: { name: "warning" } };
    return { ...node, row, children: [buildPlace(b, "")] };
  });
}

function groupIdentical(identical: Repetitions["identical"]): readonly ResultNode[] {
  const groups = identical.flatMap(([first, ...others]) => (first ? [{ first, others }] : []));
  return groupByFile(groups, ({ first }) => first).map(([file, own]) =>
    buildFile(
      file,
      own.map(({ first, others }) => {
        const node = buildPlace(first, formatCounted(others.length + 1, "time"));
        const children = others.map((place) => buildPlace(place, nameFile(place.file)));
        return { ...node, row: { ...node.row, isOpen: false }, children };
      }),
    ),
  );
}

function buildFile(file: string, children: readonly ResultNode[]): ResultNode {
  const name = nameFile(file);
  const at = name.lastIndexOf("/");
  const [label, folder] = [name.slice(at + 1), name.slice(0, Math.max(0, at))];
  const description = folder === "" ? formatCount(children.length) : `${folder} · ${formatCount(children.length)}`;
  return { row: { label, description, tooltip: [name], icon: { name: "file" }, isOpen: true }, children };
}

function buildPlace(place: PlacedText, description: string): ResultNode {
  const { text, file } = place;
  return {
    row: { label: text, description, tooltip: [text], spoken: `${text} ${description}, ${nameFile(file)}` },
    place,
  };
}

/** As the workspace names it. */
export function nameFile(address: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(address));
}

function groupByFile<T>(
  items: readonly T[],
  find: (item: T) => PlacedText,
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const { file } = find(item);
    const group = groups.get(file);
    if (group === undefined) groups.set(file, [item]);
    else group.push(item);
  }
  return [...groups];
}
