import { listHeads } from "../../wording/names/nameHeads";
import type { Focus } from "../answers/attentionMap";
import type { FillsState } from "../answers/fillsState";
import { type LayersAnswer, PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { FromPage, HeadChoice, PanelInput, ToPage } from "../messages";
import { isOfChosen, isSameHead } from "./isOfChosen";
import { keepChoices } from "./keepChoices";
import {
  type ControlChoices,
  isAttentionView,
  isOfPinned,
  type PanelChoices,
  readPanelChoices,
  selectThreshold,
} from "./panelChoices";
import { NO_EFFECTS, type PanelEffects, type PanelPart, PARTS_OF_TEXT } from "./panelEffects";
import { toggleMask } from "./toggleMask";
import { VIEW_QUESTIONS } from "./viewQuestions";

/** Everything that was chosen and received, without the page: what to show, what to draw again, what to ask for. */
export class PanelState {
  #choices: PanelChoices;
  #input: PanelInput | undefined;
  #answers: PanelAnswers | undefined;
  #fills: FillsState = { kind: "none" };
  #failure: string | undefined;
  #isBusy = false;
  #isGone = false;
  #cursor: number | undefined;

  /** @param saved - `choices` as an earlier page, perhaps of another version, saved them. */
  constructor(saved: unknown) {
    this.#choices = readPanelChoices(saved);
  }

  /** A new object after every change. */
  get choices(): PanelChoices {
    return this.#choices;
  }

  get input(): PanelInput | undefined {
    return this.#input;
  }

  get answers(): PanelAnswers | undefined {
    return this.#answers;
  }

  get fills(): FillsState {
    return this.#fills;
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** The text is no longer in its document. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Position of the token at the cursor of the editor. */
  get cursor(): number | undefined {
    return this.#cursor;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** What a page says first. */
  get openingRequests(): readonly FromPage[] {
    return this.#choices.follow ? [{ kind: "ready" }, { kind: "follow", isOn: true }] : [{ kind: "ready" }];
  }

  /** The head chosen; the default layer is the last, which is nearest to the model's output. */
  get chosenHead(): HeadChoice {
    const { layer, head } = this.#choices;
    return { layer: layer ?? (this.#input?.model.layers ?? 1) - 1, head };
  }

  /** The heads whose mean is shown, by layer and head; {@link chosenHead} is one of them. */
  get chosenHeads(): readonly HeadChoice[] {
    return [this.chosenHead, ...this.#choices.others].sort((a, b) => a.layer - b.layer || a.head - b.head);
  }

  /** The stage of the vectors chosen; default: after the last layer. */
  get stage(): number {
    const last = this.#input?.model.layers ?? 0;
    return Math.min(this.#choices.stage ?? last, last);
  }

  get pinned(): Focus | undefined {
    return this.#choices.pinned === undefined ? undefined : this.focusOn(this.#choices.pinned);
  }

  get controls(): ControlChoices {
    const threshold = selectThreshold(this.#choices.threshold, this.#input?.tokens.length ?? 1);
    return { ...this.#choices, threshold, ...(this.#input?.pair === undefined && { between: "all" }) };
  }

  /** True while the answer that the chosen view shows has not come, even if an earlier one can be seen. */
  get isAwaiting(): boolean {
    if (!this.#input) return false;
    const isShown = listHeads(this.#answers?.mixed ?? []) === listHeads(this.chosenHeads);
    return this.#missing.length > 0 || (isAttentionView(this.#choices.view) && !isShown);
  }

  focusOn(position: number): Focus {
    return { position, direction: this.#choices.direction };
  }

  /** T weights, 0..1, by which to shade the tokens while one is in focus; `undefined` where the view has none. */
  weigh(focus: Focus): Float32Array | undefined {
    return this.#answers && VIEW_QUESTIONS[this.#choices.view].weigh?.(this.#answers, focus, this.stage);
  }

  /** @throws {PageError} for an invalid answer; the state is as before. */
  receive(message: ToPage): PanelEffects {
    switch (message.kind) {
      case "show":
        return this.#show(message.input);
      case "place":
        this.#choose({ place: message.place });
        return NO_EFFECTS;
      case "cursor":
        this.#cursor = message.position;
        return { stale: ["cursor"], requests: [] };
      case "busy":
        this.#isBusy = message.busy;
        return { stale: ["busy"], requests: [] };
      case "gone":
        this.#isGone = message.isGone;
        return { stale: ["gone"], requests: [] };
      case "failed":
        this.#failure = message.message;
        if (this.#fills.kind === "awaited") this.#fills = { kind: "none" };
        return { stale: ["failure", "details"], requests: [] };
      case "export":
      case "probe":
      case "senses":
      case "write":
        // Of the field, or of a page of its own: nothing is chosen.
        return NO_EFFECTS;
      case "fills":
        // The token chosen before may be answered late.
        if (message.position !== this.#choices.pinned) return NO_EFFECTS;
        this.#fills = { kind: "shown", data: message };
        return { stale: ["details"], requests: [] };
      default:
        return this.#takeAnswer(message);
    }
  }

  /** Something received cannot be shown. */
  fail(message: string): PanelEffects {
    this.#failure = message;
    return { stale: ["failure"], requests: [] };
  }

  /** @param heads - Those whose mean is to be shown, each once. @param current - The one of them that was chosen last. */
  chooseHeads(heads: readonly HeadChoice[], current: HeadChoice): PanelEffects {
    const before = listHeads(this.chosenHeads);
    const isSame = isSameHead(current, this.chosenHead);
    const others = heads.filter((head) => !isSameHead(head, current));
    if (isSame && listHeads(others) === listHeads(this.#choices.others)) return NO_EFFECTS;
    this.#choose({ ...(!isSame && { layer: current.layer, head: current.head }), others });
    return {
      stale: ["picker"],
      requests: before === listHeads(this.chosenHeads) ? this.#missing : [this.#attentionRequest, ...this.#missing],
    };
  }

  /** From the pictures of all heads to the matrix of one. */
  openHead(chosen: HeadChoice): PanelEffects {
    const isAnother = !isSameHead(chosen, this.chosenHead) || this.#choices.others.length > 0;
    this.#choose({ view: "matrix", ...(isAnother && { layer: chosen.layer, head: chosen.head, others: [] }) });
    // The pictures stay until the answer is there: an empty page would flicker.
    const requests = isAnother ? [this.#attentionRequest] : [];
    return { stale: ["controls", "picker", ...(isAnother ? [] : (["view"] as const))], requests };
  }

  chooseStage(stage: number): PanelEffects {
    this.#choose({ stage });
    return { stale: ["stage", "pointed"], requests: [] };
  }

  /** @param isDragging - The control that is changed must stay the same element. */
  changeControls(change: Partial<PanelChoices>, isDragging = false): PanelEffects {
    const missing = this.#chooseAndList(change);
    return {
      stale: [
        ...(change.view === undefined ? [] : (["picker"] as const)),
        // What is dragged stays the same element, and its view does, too, so that no frame takes long.
        ...(isDragging ? (["stage"] as const) : (["controls", "view"] as const)),
      ],
      requests: change.view === undefined ? missing : this.#missing,
    };
  }

  /** Shows a text of no document, and follows no cursor away from it. */
  write(texts: { readonly text: string; readonly pair?: string }): PanelEffects {
    const { requests } = this.#choices.follow ? this.setFollow(false) : NO_EFFECTS;
    return { stale: ["tools"], requests: [...requests, { kind: "text", ...texts }] };
  }

  /** The panel shows the sentence at the cursor, wherever it goes, or keeps the text that it shows. */
  setFollow(isOn: boolean): PanelEffects {
    this.#choose({ follow: isOn });
    return { stale: [], requests: [{ kind: "follow", isOn }] };
  }

  pin(focus: Focus): PanelEffects {
    const isSameToken = focus.position === this.#choices.pinned;
    if (isSameToken && focus.direction === this.#choices.direction) return NO_EFFECTS;
    const missing = this.#chooseAndList({ pinned: focus.position, direction: focus.direction });
    return {
      stale: ["controls", ...this.#partsOfPinned, ...(isSameToken ? [] : (["details"] as const))],
      requests: isSameToken ? [] : [...this.#restartFills(), ...missing],
    };
  }

  unpin(): PanelEffects {
    if (this.#choices.pinned === undefined) return NO_EFFECTS;
    const missing = this.#chooseAndList({ pinned: undefined });
    return { stale: [...this.#partsOfPinned, "details"], requests: [...this.#restartFills(), ...missing] };
  }

  /** What is missing now, without what was asked for before. */
  #chooseAndList(change: Partial<PanelChoices>): readonly FromPage[] {
    const asked = JSON.stringify(this.#missing);
    this.#choose(change);
    return this.#missing.filter((request) => !asked.includes(JSON.stringify(request)));
  }

  /** Masks the word of a token, or takes its masks away again, and shows what changes. Without a token, no word is masked. */
  mask(position?: number): PanelEffects {
    const masked = toggleMask(this.#choices.masked, { tokens: this.#input?.tokens ?? [], position });
    if (!masked) return NO_EFFECTS;
    const isNewView = this.#choices.view !== "mask";
    this.#choose({ view: "mask", masked });
    const stale = [...(isNewView ? (["picker", "controls"] as const) : []), "masked", "details", "view"] as const;
    return { stale, requests: this.#missing };
  }

  #choose(change: Partial<PanelChoices>): void {
    this.#choices = { ...this.#choices, ...change };
  }

  #show(input: PanelInput): PanelEffects {
    this.#choose(keepChoices(this.#choices, { before: this.#input, now: input }));
    const isNewPair = input.pair !== undefined && (input.pair !== this.#input?.pair || input.text !== this.#input.text);
    this.#isGone = false;
    this.#cursor = undefined;
    this.#input = input;
    this.#answers = new PanelAnswers(input);
    this.#failure = undefined;
    return {
      stale: [...PARTS_OF_TEXT, ...(isNewPair ? (["top"] as const) : [])],
      requests: [this.#attentionRequest, ...this.#missing, ...this.#restartFills()],
    };
  }

  #takeAnswer(answer: LayersAnswer): PanelEffects {
    // A late answer to an earlier choice must not replace the picture of the present one.
    if (!this.#input || !this.#answers || !this.#isOfChosen(answer)) return NO_EFFECTS;
    this.#answers.take(answer);
    this.#failure = undefined;
    return { stale: ["failure", "view"], requests: [] };
  }

  #isOfChosen(answer: LayersAnswer): boolean {
    const [input, choices] = [this.#input, this.#choices];
    return isOfChosen(answer, { input, choices, heads: this.chosenHeads, head: this.chosenHead });
  }

  /** The parts that show which token is chosen. Where it is drawn larger than the others, the view is one. */
  get #partsOfPinned(): readonly PanelPart[] {
    return isOfPinned(this.#choices.view) ? ["view", "pointed"] : ["pointed"];
  }

  get #attentionRequest(): FromPage {
    return { kind: "attention", heads: this.chosenHeads };
  }

  get #missing(): readonly FromPage[] {
    if (!this.#input || !this.#answers) return [];
    return VIEW_QUESTIONS[this.#choices.view].listMissing?.(this.#choices, this.#input, this.#answers) ?? [];
  }

  /** Forgets the fills of another token or text; asks for those of the chosen token, if the model can give any. */
  #restartFills(): readonly FromPage[] {
    const { pinned } = this.#choices;
    const token = pinned === undefined ? undefined : this.#input?.tokens[pinned];
    const isAsked = token !== undefined && hasCharacters(token) && this.#input?.model.hasMlm === true;
    this.#fills = { kind: isAsked ? "awaited" : "none" };
    return isAsked ? [{ kind: "fills", position: token.position }] : [];
  }
}
