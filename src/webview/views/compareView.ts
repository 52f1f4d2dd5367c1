import * as l10n from "@vscode/l10n";
import { nameHead } from "../../wording/names/nameHead";
import { nameHeads } from "../../wording/names/nameHeads";
import { nameLabel } from "../../wording/names/nameLabel";
import { formatPercent } from "../../wording/numbers/formatPercent";
import { buildElement } from "../dom/buildElement";
import { fillPlaces } from "../dom/fillPlaces";
import { drawComparedBars } from "../marks/compared/comparedBars";
import { drawComparedTexts } from "../marks/compared/comparedTexts";
import { drawComparedWords } from "../marks/compared/comparedWords";
import { drawWordName } from "../marks/compared/drawWordName";
import { drawDataTable } from "../marks/dataTable";
import type { ComparedFills, PanelCompared, Sides } from "../messages/compared";
import { lacksEarlier } from "../state/viewQuestions";
import { drawAgainstChoice } from "../widgets/againstChoice";
import { drawHeadPicker } from "../widgets/headPicker";
import type { PanelView, ViewActions } from "./panelView";

/** Shown of those that came. */
const MOST_LINKS = 12;
const MOST_FILLS = 8;
const MOST_HEADS = 8;
/** Less is written as no difference: 0.0 points. */
const LEAST_READ = 0.0005;

/** The text beside what it was, beside another one, or as another model reads it. */
export const compareView: PanelView = {
  label: l10n.t("Compare"),
  hint: ({ input, choices: { against } }) =>
    input === undefined || against === undefined || lacksEarlier(input, against)
      ? ""
      : l10n.t("Choose a piece above to see what the model would write there in both."),
  drawPicker: ({ input, chosenHead, chosenHeads }, { document, onChooseHeads }) => [
    buildElement(document, "h2", { text: nameHeads(chosenHeads) }),
    drawHeadPicker(input.model, { document, current: chosenHead, chosen: chosenHeads, onChoose: onChooseHeads }),
  ],
  drawSettings: ({ input, choices }, { document, onCompare }) => [
    drawAgainstChoice(choices.against, {
      document,
      isLacking: (against) => lacksEarlier(input, against),
      isUnsaved: input.isUnsaved === true,
      onChoose: onCompare,
    }),
  ],
  draw: ({ input, answers, choices }, actions) => {
    if (choices.against === undefined || lacksEarlier(input, choices.against))
      return { elements: [drawNote(l10n.t("Choose above what to compare this text with."), actions)] };
    const { compared } = answers;
    return compared?.against === choices.against ? { elements: drawCompared(compared, actions) } : undefined;
  },
};

type Options = Pick<ViewActions, "document">;

function drawNote(text: string, { document }: Options): HTMLElement {
  return buildElement(document, "p", { class: "note", text });
}

function drawCompared(compared: PanelCompared, options: Options): readonly HTMLElement[] {
  const { document } = options;
  const { names, words, fills, labels, next, links, attention, movedHeads, notices } = compared;
  const section = (title: string | readonly (Node | string)[], children: readonly HTMLElement[]) =>
    buildElement(document, "section", {
      class: "masked-part",
      children: [buildElement(document, "h2", { children: typeof title === "string" ? [title] : title }), ...children],
    });
  const isSame = words.every(({ change }) => change === "same") && links.length === 0;
  // Of the same text nothing is listed that reads as the same on both sides.
  const differs = ({ before = 0, after = 0 }: Sides) => !isSame || Math.abs(after - before) >= LEAST_READ;
  const judged = [
    ...(next ? [{ label: [l10n.t("P(B follows A)")], ...next }] : []),
    ...labels.map(({ label, ...sides }) => ({ label: [nameLabel(label)], ...sides })),
  ].filter(differs);
  const filled = fills.filter(({ fills: found, originals: { before, after } }) =>
    [...found, { before: before?.probability, after: after?.probability }].some(differs),
  );
  const heads = movedHeads.filter(({ moved }) => differs({ after: moved }));
  const turned = words.filter(({ moved, cosine = 1 }) => differs({ after: moved }) || differs({ after: 1 - cosine }));
  const moved = links.slice(0, MOST_LINKS).map(({ from, to, ...sides }) => ({
    label: [...drawWordName(words, from, options), " ⇒ ", ...drawWordName(words, to, options)],
    ...sides,
  }));
  return [
    ...notices.map((notice) => drawNote(notice, options)),
    ...(isSame ? [drawNote(l10n.t("Nothing differs: the text is the same {0}.", names.before), options)] : []),
    section(l10n.t("Both texts"), [drawComparedTexts(compared, options)]),
    ...filled.map((each) =>
      section(fillPlaces<Node>(l10n.t("At {0}, the model would write"), [drawWordName(words, each.word, options)]), [
        drawFills(each, compared, options),
      ]),
    ),
    ...(judged.length === 0
      ? []
      : [
          section(l10n.t("Of the whole text"), [
            drawComparedBars({ title: l10n.t("Answer"), names, rows: judged }, options),
          ]),
        ]),
    ...(moved.length === 0
      ? []
      : [
          section(l10n.t("Where attention changed most: {0}", attention), [
            drawComparedBars({ title: l10n.t("From ⇒ to"), names, rows: moved }, options),
          ]),
        ]),
    ...(heads.length === 0 ? [] : [section(l10n.t("Which heads changed most"), [drawMovedHeads(compared, options)])]),
    ...(turned.length === 0 ? [] : [section(l10n.t("Which words changed most"), [drawComparedWords(words, options)])]),
  ];
}

function drawFills({ fills, originals }: ComparedFills, { names }: PanelCompared, options: Options): HTMLElement {
  const { before, after } = originals;
  const rank = (original: { readonly rank: number } | undefined) =>
    original ? l10n.t("place {0}", original.rank) : l10n.t("a mask");
  const original =
    (before ?? after)
      ? [
          {
            label: [l10n.t("its own: {0} → {1}", rank(before), rank(after))],
            before: before?.probability,
            after: after?.probability,
          },
        ]
      : [];
  const rows = [
    ...fills
      .slice(0, MOST_FILLS)
      .map(({ text, ...sides }) => ({ label: [buildElement(options.document, "bdi", { text })], ...sides })),
    ...original,
  ];
  return drawComparedBars({ title: l10n.t("Fill"), names, rows }, options);
}

function drawMovedHeads({ movedHeads }: PanelCompared, { document }: Options): HTMLElement {
  const rows = movedHeads.slice(0, MOST_HEADS).map(({ moved, ...head }) => {
    const bar = buildElement(document, "span", { class: "turn-bar", attributes: { "aria-hidden": "true" } });
    bar.style.setProperty("--share", String(Math.min(1, moved)));
    return buildElement(document, "tr", {
      children: [
        buildElement(document, "th", { attributes: { scope: "row" }, text: nameHead(head) }),
        buildElement(document, "td", { class: "number", text: formatPercent(Math.min(1, moved)) }),
        buildElement(document, "td", { children: [bar] }),
      ],
    });
  });
  const caption = [
    l10n.t("How much of a head’s attention goes elsewhere than before, on average over the words of both."),
  ];
  const headings = [[l10n.t("Head")], [l10n.t("Attention moved")], [""]];
  return drawDataTable({ class: "changed-tokens moved-heads", caption, headings, rows }, { document });
}
