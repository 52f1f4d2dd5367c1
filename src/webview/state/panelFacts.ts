import { listHeads } from "../../wording/names/nameHeads";
import type { Focus } from "../answers/attentionMap";
import type { FillsState } from "../answers/fillsState";
import type { PanelAnswers } from "../answers/panelAnswers";
import type { HeadChoice, PanelInput } from "../messages";
import type { FromPage, ShownLinks } from "../messages/fromPage";
import { listShownLinks } from "./listShownLinks";
import {
  type ControlChoices,
  isAttentionView,
  type PanelChoices,
  readPanelChoices,
  selectThreshold,
} from "./panelChoices";
import { listChosen, VIEW_QUESTIONS } from "./viewQuestions";

/** What was chosen, and what came from the host. */
interface Known {
  readonly choices: PanelChoices;
  readonly input: PanelInput | undefined;
  readonly answers: PanelAnswers | undefined;
  readonly fills: FillsState;
  readonly failure: string | undefined;
  readonly isBusy: boolean;
  readonly isGone: boolean;
  readonly cursor: number | undefined;
  /** What the step of the tour shows was chosen. */
  readonly isGuided: boolean;
}

/** What is known, and what follows from it: what is to be shown, and what still has to be asked. */
export class PanelFacts {
  #known: Known;

  /** @param saved - `choices` as an earlier page, perhaps of another version, saved them. */
  constructor(saved: unknown) {
    this.#known = {
      choices: readPanelChoices(saved),
      input: undefined,
      answers: undefined,
      fills: { kind: "none" },
      failure: undefined,
      isBusy: false,
      isGone: false,
      cursor: undefined,
      isGuided: true,
    };
  }

  /** A new object after every change. */
  get choices(): PanelChoices {
    return this.#known.choices;
  }

  get input(): PanelInput | undefined {
    return this.#known.input;
  }

  get answers(): PanelAnswers | undefined {
    return this.#known.answers;
  }

  get fills(): FillsState {
    return this.#known.fills;
  }

  get failure(): string | undefined {
    return this.#known.failure;
  }

  /** The text is no longer in its document. */
  get isGone(): boolean {
    return this.#known.isGone;
  }

  /** Position of the token at the cursor of the editor. */
  get cursor(): number | undefined {
    return this.#known.cursor;
  }

  get isGuided(): boolean {
    return this.#known.isGuided;
  }

  get isBusy(): boolean {
    return this.#known.isBusy;
  }

  /** What a page says first. */
  get openingRequests(): readonly FromPage[] {
    const { follow, kept } = this.choices;
    return [
      { kind: "ready" },
      ...(follow ? [{ kind: "follow", isOn: true } as const] : []),
      ...(kept ? [{ kind: "keep", isOn: true } as const] : []),
    ];
  }

  /** The head chosen; the default layer is the last, which is nearest to the model's output. */
  get chosenHead(): HeadChoice {
    const { layer, head } = this.choices;
    return { layer: layer ?? (this.input?.model.layers ?? 1) - 1, head };
  }

  /** The heads whose mean is shown, by layer and head; {@link chosenHead} is one of them. */
  get chosenHeads(): readonly HeadChoice[] {
    return listChosen(this.chosenHead, this.choices.others);
  }

  /** The stage of the vectors chosen; default: after the last layer. */
  get stage(): number {
    const last = this.input?.model.layers ?? 0;
    return Math.min(this.choices.stage ?? last, last);
  }

  get pinned(): Focus | undefined {
    return this.choices.pinned === undefined ? undefined : this.focusOn(this.choices.pinned);
  }

  get controls(): ControlChoices {
    const threshold = selectThreshold(this.choices.threshold, this.input?.tokens.length ?? 1);
    return { ...this.choices, threshold, ...(this.input?.pair === undefined && { between: "all" }) };
  }

  /** True while the answer that the chosen view shows has not come, even if an earlier one can be seen. */
  get isAwaiting(): boolean {
    if (!this.input) return false;
    const isShown = listHeads(this.answers?.mixed ?? []) === listHeads(this.chosenHeads);
    return this.missing.length > 0 || (isAttentionView(this.choices.view) && !isShown);
  }

  /** What is shown in the document of the chosen token's links; `undefined` if nothing is. */
  get shownLinks(): ShownLinks | undefined {
    const [focus, heads] = [this.pinned, this.chosenHeads];
    if (!this.choices.linked || !focus || !this.input || !this.answers || this.isGone) return undefined;
    return listShownLinks(this.input, this.answers, { focus, heads });
  }

  focusOn(position: number): Focus {
    return { position, direction: this.choices.direction };
  }

  /** T weights, 0..1, by which to shade the tokens while one is in focus; `undefined` where the view has none. */
  weigh(focus: Focus): Float32Array | undefined {
    return this.answers && VIEW_QUESTIONS[this.choices.view].weigh?.(this.answers, focus, this.stage);
  }

  /** For PanelState, which says what is drawn again. */
  learn(change: Partial<Known>): void {
    this.#known = { ...this.#known, ...change };
  }

  /** For PanelState. */
  choose(change: Partial<PanelChoices>): void {
    this.learn({ choices: { ...this.choices, ...change } });
  }

  get attentionRequest(): FromPage {
    return { kind: "attention", heads: this.chosenHeads };
  }

  /** What the chosen view lacks. */
  get missing(): readonly FromPage[] {
    if (!this.input || !this.answers) return [];
    return VIEW_QUESTIONS[this.choices.view].listMissing?.(this.choices, this.input, this.answers) ?? [];
  }
}
