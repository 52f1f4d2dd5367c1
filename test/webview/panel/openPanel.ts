import type { PanelInput, ToPage } from "../../../src/webview/messages";
import type { FromPage } from "../../../src/webview/messages/fromPage";
import { Panel } from "../../../src/webview/panel/panel";
import {
  createDocument,
  find,
  makeHeads,
  makeInput,
  makeLayer,
  makeShares,
  makeWeights,
  PAIR_TOKENS,
} from "../fixture";

const T = PAIR_TOKENS.length;

/** A page with what it exchanges with the host. */
export function open(state?: unknown) {
  const document = createDocument();
  const sent: FromPage[] = [];
  const pointed: (number | undefined)[] = [];
  const saved: unknown[] = [];
  const panel = new Panel(document.body, {
    postMessage: (message) => {
      if (message.kind === "point") pointed.push(message.position);
      else sent.push(message);
    },
    getState: () => state,
    setState: (value) => saved.push(value),
  });
  return {
    document,
    saved,
    /** Messages that the page sent since the last call, without those that point at a token. */
    takeSent: () => sent.splice(0),
    /** The positions that the page pointed at since the last call; `undefined` for none. */
    takePointed: () => pointed.splice(0),
    receive: (message: ToPage) => panel.receive(message),
    show: (input: PanelInput = makeInput(PAIR_TOKENS)) => panel.receive({ kind: "show", input }),
    answer: (layer: number, head: number, weights = makeWeights(T)) =>
      panel.receive({ kind: "attention", heads: [{ layer, head }], weights, shares: makeShares(layer) }),
    answerHeads: (T = PAIR_TOKENS.length) => panel.receive({ kind: "heads", layers: makeHeads(3, 2, T) }),
    answerVectors: (T = PAIR_TOKENS.length) =>
      panel.receive({ kind: "vectors", layers: [0, 1, 2, 3].map((layer) => makeLayer(T, layer)) }),
    get: (selector: string) => find(document, selector),
    has: (selector: string) => document.querySelector(selector) !== null,
  };
}

/** A page that shows a pair, with the attention of the last layer. */
export function openShown(state?: unknown) {
  const page = open(state);
  page.show();
  page.answer(2, 0);
  page.takeSent();
  return page;
}
