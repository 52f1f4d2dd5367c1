import assert from "node:assert/strict";
import type { PanelInput } from "../../../src/webview/messages";
import type { FromPage } from "../../../src/webview/messages/fromPage";
import type { PanelEffects, PanelPart } from "../../../src/webview/state/panelEffects";
import type { PanelState } from "../../../src/webview/state/panelState";
import { makeInput, PAIR_TOKENS } from "../fixture";
import { answerAttention, answerFills, answerHeads, answerVectors, makeShownState, show } from "./shownState";

/** Position of a [SEP] that was added, and so has no characters. */
const SEP = 5;
const LAST_HEAD: FromPage = { kind: "attention", heads: [{ layer: 2, head: 0 }] };
const NOTHING: PanelEffects = { stale: [], requests: [] };

interface Case {
  readonly name: string;
  readonly saved?: object;
  readonly input?: PanelInput;
  /** Transitions before the one that is tested. */
  readonly before?: (state: PanelState) => unknown;
  readonly act: (state: PanelState) => PanelEffects;
  readonly stale: readonly PanelPart[];
  readonly requests: readonly FromPage[];
}

const CASES: readonly Case[] = [
  {
    name: "a new text is drawn whole, and its attention asked for",
    act: (state) => state.receive(show()),
    stale: ["failure", "gone", "input", "picker", "controls", "view", "details"],
    requests: [LAST_HEAD],
  },
  {
    name: "a new text asks again for what a view of all layers shows",
    saved: { view: "heads" },
    before: (state) => state.receive(answerHeads()),
    act: (state) => state.receive(show()),
    stale: ["failure", "gone", "input", "picker", "controls", "view", "details"],
    requests: [LAST_HEAD, { kind: "heads" }],
  },
  {
    name: "a new text asks again for the fills of the token that stays chosen",
    saved: { pinned: 1 },
    before: (state) => state.receive(answerFills(1)),
    act: (state) => state.receive(show()),
    stale: ["failure", "gone", "input", "picker", "controls", "view", "details"],
    requests: [LAST_HEAD, { kind: "fills", position: 1 }],
  },
  {
    name: "another head is asked for",
    act: (state) => state.chooseHeads([{ layer: 0, head: 1 }], { layer: 0, head: 1 }),
    stale: ["picker"],
    requests: [{ kind: "attention", heads: [{ layer: 0, head: 1 }] }],
  },
  {
    name: "the mean of several heads is asked for by layer and head, whichever was chosen last",
    act: (state) =>
      state.chooseHeads(
        [
          { layer: 2, head: 0 },
          { layer: 0, head: 1 },
        ],
        { layer: 0, head: 1 },
      ),
    stale: ["picker"],
    requests: [
      {
        kind: "attention",
        heads: [
          { layer: 0, head: 1 },
          { layer: 2, head: 0 },
        ],
      },
    ],
  },
  {
    name: "a rollout is asked for with the way of the chosen token",
    saved: { pinned: 1 },
    act: (state) => state.changeControls({ view: "rollout" }),
    stale: ["picker", "controls", "view"],
    requests: [
      { kind: "rollout", withoutSpecial: true },
      { kind: "flow", position: 1, withoutSpecial: true },
    ],
  },
  {
    name: "another token's way is asked for, and not the rollout again",
    saved: { view: "rollout", pinned: 1 },
    act: (state) => state.pin({ position: 2, direction: "from" }),
    stale: ["controls", "view", "pointed", "details"],
    requests: [
      { kind: "fills", position: 2 },
      { kind: "flow", position: 2, withoutSpecial: true },
    ],
  },
  {
    name: "queries and keys are asked for of the head chosen last",
    saved: { layer: 1, head: 1, others: [{ layer: 0, head: 0 }] },
    act: (state) => state.changeControls({ view: "neurons" }),
    stale: ["picker", "controls", "view"],
    requests: [{ kind: "neurons", layer: 1, head: 1 }],
  },
  {
    name: "the head that is already chosen is not asked for",
    act: (state) => state.chooseHeads([{ layer: 2, head: 0 }], { layer: 2, head: 0 }),
    ...NOTHING,
  },
  {
    name: "the answer for the chosen head is drawn",
    before: (state) => state.chooseHeads([{ layer: 0, head: 1 }], { layer: 0, head: 1 }),
    act: (state) => state.receive(answerAttention(0, 1)),
    stale: ["failure", "view"],
    requests: [],
  },
  {
    name: "a late answer for the head chosen before is ignored",
    before: (state) => state.chooseHeads([{ layer: 0, head: 1 }], { layer: 0, head: 1 }),
    act: (state) => state.receive(answerAttention(2, 0)),
    ...NOTHING,
  },
  {
    name: "the pictures of all heads are asked for when first seen",
    act: (state) => state.changeControls({ view: "heads" }),
    stale: ["picker", "controls", "view"],
    requests: [{ kind: "heads" }],
  },
  {
    name: "the pictures of all heads are not asked for a second time",
    before: (state) => [
      state.changeControls({ view: "heads" }),
      state.receive(answerHeads()),
      state.changeControls({ view: "links" }),
    ],
    act: (state) => state.changeControls({ view: "heads" }),
    stale: ["picker", "controls", "view"],
    requests: [],
  },
  {
    name: "the vectors are asked for when first seen",
    act: (state) => state.changeControls({ view: "vectors" }),
    stale: ["picker", "controls", "view"],
    requests: [{ kind: "vectors" }],
  },
  {
    name: "the vectors are not asked for a second time",
    before: (state) => state.receive(answerVectors()),
    act: (state) => state.changeControls({ view: "vectors" }),
    stale: ["picker", "controls", "view"],
    requests: [],
  },
  {
    name: "another view of the same attention asks for nothing",
    act: (state) => state.changeControls({ view: "matrix" }),
    stale: ["picker", "controls", "view"],
    requests: [],
  },
  {
    name: "another direction leaves the picker alone",
    act: (state) => state.changeControls({ direction: "to" }),
    stale: ["controls", "view"],
    requests: [],
  },
  {
    name: "a moved threshold leaves its own slider alone",
    act: (state) => state.changeControls({ threshold: 0.2 }, true),
    stale: ["stage"],
    requests: [],
  },
  {
    name: "a stage of the vectors moves them and leaves the slider alone",
    saved: { view: "vectors" },
    before: (state) => state.receive(answerVectors()),
    act: (state) => state.chooseStage(1),
    stale: ["stage", "pointed"],
    requests: [],
  },
  {
    name: "opening another head asks for it, and leaves the pictures until it is there",
    saved: { view: "heads" },
    act: (state) => state.openHead({ layer: 1, head: 1 }),
    stale: ["controls", "picker"],
    requests: [{ kind: "attention", heads: [{ layer: 1, head: 1 }] }],
  },
  {
    name: "opening the chosen head draws it at once",
    saved: { view: "heads" },
    act: (state) => state.openHead({ layer: 2, head: 0 }),
    stale: ["controls", "picker", "view"],
    requests: [],
  },
  {
    name: "choosing a token asks for its fills",
    act: (state) => state.pin({ position: 1, direction: "from" }),
    stale: ["controls", "pointed", "details"],
    requests: [{ kind: "fills", position: 1 }],
  },
  {
    name: "choosing a token in a table draws the table again",
    saved: { view: "table" },
    act: (state) => state.pin({ position: 1, direction: "from" }),
    stale: ["controls", "view", "pointed", "details"],
    requests: [{ kind: "fills", position: 1 }],
  },
  {
    name: "choosing the same token again does nothing",
    saved: { pinned: 1 },
    act: (state) => state.pin({ position: 1, direction: "from" }),
    ...NOTHING,
  },
  {
    name: "the other direction of the chosen token needs no other fills",
    saved: { pinned: 1 },
    act: (state) => state.pin({ position: 1, direction: "to" }),
    stale: ["controls", "pointed"],
    requests: [],
  },
  {
    name: "a token without characters has no fills",
    act: (state) => state.pin({ position: SEP, direction: "from" }),
    stale: ["controls", "pointed", "details"],
    requests: [],
  },
  {
    name: "a model that cannot fill masks is not asked for fills",
    input: makeInput(PAIR_TOKENS, { model: { name: "toy", layers: 3, heads: 2, maxTokens: 9, hasMlm: false } }),
    act: (state) => state.pin({ position: 1, direction: "from" }),
    stale: ["controls", "pointed", "details"],
    requests: [],
  },
  {
    name: "the fills of the chosen token are drawn",
    saved: { pinned: 1 },
    act: (state) => state.receive(answerFills(1)),
    stale: ["details"],
    requests: [],
  },
  {
    name: "late fills of the token chosen before are ignored",
    saved: { pinned: 1 },
    before: (state) => state.pin({ position: 2, direction: "from" }),
    act: (state) => state.receive(answerFills(1)),
    ...NOTHING,
  },
  {
    name: "late fills are ignored when no token is chosen any more",
    saved: { pinned: 1 },
    before: (state) => state.unpin(),
    act: (state) => state.receive(answerFills(1)),
    ...NOTHING,
  },
  {
    name: "unpinning draws the details away",
    saved: { pinned: 1 },
    act: (state) => state.unpin(),
    stale: ["pointed", "details"],
    requests: [],
  },
  { name: "unpinning does nothing when no token is chosen", act: (state) => state.unpin(), ...NOTHING },
  {
    name: "a new place of the text is saved, and nothing drawn",
    act: (state) => state.receive({ kind: "place", place: "there" }),
    ...NOTHING,
  },
  {
    name: "a busy host is shown",
    act: (state) => state.receive({ kind: "busy", busy: true }),
    stale: ["busy"],
    requests: [],
  },
  {
    name: "a failure is shown, in the details too",
    act: (state) => state.receive({ kind: "failed", message: "No." }),
    stale: ["failure", "details"],
    requests: [],
  },
];

describe("PanelState", () => {
  for (const { name, saved, input, before, act, stale, requests } of CASES) {
    it(name, () => {
      const state = makeShownState(saved, input);
      before?.(state);
      assert.deepEqual(act(state), { stale, requests });
    });
  }
});
