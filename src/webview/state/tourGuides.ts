import { listWord } from "../answers/listWord";
import type { PanelAnswers } from "../answers/panelAnswers";
import type { HeadChoice, PanelHead, PanelInput, PanelToken } from "../messages";
import type { FromPage } from "../messages/fromPage";
import type { PanelChoices, TourStep } from "./panelChoices";

/** What a step of the tour shows of any text, without the page. */
interface TourGuide {
  /** What has to be known before it can be chosen what to show, and to say anything of it. */
  readonly listMissing?: (input: PanelInput, answers: PanelAnswers) => readonly FromPage[];
  readonly choose: (input: PanelInput, answers: PanelAnswers) => Partial<PanelChoices>;
}

/** What the panel shows before anyone has chosen. */
const LAST_HEAD = { layer: undefined, head: 0, others: [] } as const;

/** Follows where the text has no second one: about something else than most texts. */
// eslint-disable-next-line language/untranslated -- read by the model, which knows English
const STRANGER = "The price of copper fell by three percent.";

/** The second text, or the document's next sentence, or else what is no more than the tour's. */
function askFollows({ pair }: PanelInput): FromPage {
  return pair === undefined ? { kind: "follows", pair: STRANGER, orNext: true } : { kind: "follows", pair };
}

export const TOUR_GUIDES: Readonly<Record<TourStep, TourGuide>> = {
  pieces: { choose: () => ({ view: "links", pinned: undefined, masked: [] }) },
  sum: { choose: (input) => ({ view: "vectors", stage: 0, pinned: selectWord(input)?.position, masked: [] }) },
  head: {
    listMissing: (_, { heads }) => (heads ? [] : [{ kind: "heads" }]),
    choose: (input, { heads = [] }) => {
      const pinned = selectWord(input)?.position;
      return { view: "links", ...selectPlainHead(heads), others: [], pinned, direction: "from", masked: [] };
    },
  },
  layers: { choose: (input) => ({ view: "layers", pinned: selectHidden(input)?.position, masked: [] }) },
  cls: { choose: () => ({ view: "rollout", pinned: 0, withoutSpecial: true, masked: [] }) },
  next: {
    listMissing: (input, { follows }) => (follows ? [] : [askFollows(input)]),
    choose: ({ pair }) => ({ view: pair === undefined ? "links" : "layers", pinned: undefined, masked: [] }),
  },
  mask: {
    choose: (input) => {
      const word = selectWord(input);
      return {
        view: "mask",
        ...LAST_HEAD,
        pinned: undefined,
        masked: word ? listWord(input.tokens, word.position) : [],
      };
    },
  },
  own: { choose: () => ({ view: "links", ...LAST_HEAD, pinned: undefined, masked: [] }) },
};

/** Letters of a word that is likely to mean something by itself. */
const LETTERS = /\p{L}{3}/u;

/** The last longer word of the first text that is one piece: what stands before it says most about it. */
function selectWord({ tokens }: PanelInput): PanelToken | undefined {
  const own = tokens.filter(({ segment, kind }) => segment === 0 && kind === "word");
  const whole = own.filter(({ position, text }) => LETTERS.test(text) && listWord(tokens, position).length === 1);
  return whole.at(-1) ?? own[0];
}

/** The mask that the text has, or the word to mask. */
function selectHidden(input: PanelInput): PanelToken | undefined {
  return input.tokens.find(({ kind, segment }) => kind === "mask" && segment === 0) ?? selectWord(input);
}

/** The head that looks most at the token before or after. */
export function selectPlainHead(heads: readonly (readonly PanelHead[])[]): HeadChoice {
  let [best, most] = [{ layer: 0, head: 0 }, -1];
  for (const [layer, row] of heads.entries()) {
    for (const [head, { shares }] of row.entries()) {
      const share = Math.max(shares.previous, shares.next);
      if (share > most) [best, most] = [{ layer, head }, share];
    }
  }
  return best;
}
