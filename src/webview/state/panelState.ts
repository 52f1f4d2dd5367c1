import type { Focus } from "../answers/attentionMap";
import type { FillsState } from "../answers/fillsState";
import { listWord } from "../answers/listWord";
import { type LayersAnswer, PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { FromPage, HeadChoice, PanelInput, ToPage } from "../messages";
import { isOfChosen, isSameHead } from "./isOfChosen";
import { keepChoices } from "./keepChoices";
import {
  type ControlChoices,
  isAttentionView,
  type PanelChoices,
  readPanelChoices,
  selectThreshold,
} from "./panelChoices";
import { NO_EFFECTS, type PanelEffects, type PanelPart, PARTS_OF_TEXT } from "./panelEffects";
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
    return [{ kind: "ready" }, ...(this.#choices.follow ? [{ kind: "follow", isOn: true } as const] : [])];
  }

  /** The head chosen; the default layer is the last, which is nearest to the model's output. */
  get chosenHead(): HeadChoice {
    const { layer, head } = this.#choices;
    return { layer: layer ?? (this.#input?.model.layers ?? 1) - 1, head };
  }

  /** The stage of the vectors chosen; default: after the last layer. */
  get stage(): number {
    const last = this.#input?.model.layers ?? 0;
    return Math.min(this.#choices.stage ?? last, last);
  }

  get pinned(): Focus | undefined {
    const { pinned } = this.#choices;
    return pinned === undefined ? undefined : this.focusOn(pinned);
  }

  get controls(): ControlChoices {
    const threshold = selectThreshold(this.#choices.threshold, this.#input?.tokens.length ?? 1);
    return { ...this.#choices, threshold };
  }

  /** True while the answer that the chosen view shows has not come, even if an earlier one can be seen. */
  get isAwaiting(): boolean {
    if (!this.#input) return false;
    const { map, head } = this.#answers ?? {};
    if (this.#missing.length > 0) return true;
    return isAttentionView(this.#choices.view) && (!map || !head || !isSameHead(head, this.chosenHead));
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

  chooseHead(chosen: HeadChoice): PanelEffects {
    if (isSameHead(chosen, this.chosenHead)) return NO_EFFECTS;
    this.#choose({ layer: chosen.layer, head: chosen.head });
    const isCompared = this.#choices.view === "mask";
    return { stale: ["picker"], requests: [this.#attentionRequest, ...(isCompared ? this.#missing : [])] };
  }

  /** From the pictures of all heads to the matrix of one. */
  openHead(chosen: HeadChoice): PanelEffects {
    const isAnother = !isSameHead(chosen, this.chosenHead);
    this.#choose({ view: "matrix", ...(isAnother && { layer: chosen.layer, head: chosen.head }) });
    // The pictures stay until the answer is there: an empty page would flicker.
    if (isAnother) return { stale: ["controls", "picker"], requests: [this.#attentionRequest] };
    return { stale: ["controls", "picker", "view"], requests: [] };
  }

  chooseStage(stage: number): PanelEffects {
    this.#choose({ stage });
    return { stale: ["stage", "pointed"], requests: [] };
  }

  /** @param isDragging - The control that is changed must stay the same element. */
  changeControls(change: Partial<PanelChoices>, isDragging = false): PanelEffects {
    const asked = new Set(this.#missing.map((request) => JSON.stringify(request)));
    this.#choose(change);
    return {
      stale: [
        ...(change.view === undefined ? [] : (["picker"] as const)),
        ...(isDragging ? [] : (["controls"] as const)),
        "view",
      ],
      requests: this.#missing.filter((request) => change.view !== undefined || !asked.has(JSON.stringify(request))),
    };
  }

  /** Shows a text of no document, and follows no cursor away from it. */
  write(texts: { readonly text: string; readonly pair?: string }): PanelEffects {
    const { follow } = this.#choices;
    const { requests } = follow ? this.setFollow(false) : NO_EFFECTS;
    return { stale: ["tools"], requests: [...requests, { kind: "text", ...texts }] };
  }

  /** The panel shows the sentence at the cursor, wherever it goes, or keeps the text that it shows. */
  setFollow(isOn: boolean): PanelEffects {
    this.#choose({ follow: isOn });
    return { stale: [], requests: [{ kind: "follow", isOn }] };
  }

  pin(focus: Focus): PanelEffects {
    const { pinned, direction } = this.#choices;
    const isSameToken = focus.position === pinned;
    if (isSameToken && focus.direction === direction) return NO_EFFECTS;
    this.#choose({ pinned: focus.position, direction: focus.direction });
    return {
      stale: ["controls", ...this.#partsOfPinned, ...(isSameToken ? [] : (["details"] as const))],
      requests: isSameToken ? [] : this.#askAfterChoosing(pinned),
    };
  }

  unpin(): PanelEffects {
    const { pinned } = this.#choices;
    if (pinned === undefined) return NO_EFFECTS;
    this.#choose({ pinned: undefined });
    return { stale: [...this.#partsOfPinned, "details"], requests: this.#askAfterChoosing(pinned) };
  }

  /** Masks the word of a token, or takes its masks away again, and shows what changes. Without a token, no word is masked. */
  mask(position?: number): PanelEffects {
    const word = position === undefined ? [] : listWord(this.#input?.tokens ?? [], position);
    if (position !== undefined && word.length === 0) return NO_EFFECTS;
    const { masked, view } = this.#choices;
    const others = position === undefined ? [] : masked.filter((each) => !word.includes(each));
    const isMasked = others.length < masked.length;
    this.#choose({ view: "mask", masked: isMasked ? others : [...masked, ...word].sort((a, b) => a - b) });
    const isNewView = view !== "mask";
    return {
      stale: [...(isNewView ? (["picker", "controls"] as const) : []), "masked", "details", "view"],
      requests: this.#missing,
    };
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
    return isOfChosen(answer, { input: this.#input, choices: this.#choices, head: this.chosenHead });
  }

  /** The parts that show which token is chosen. In a table, the view is one: it lists that token's weights. */
  get #partsOfPinned(): readonly PanelPart[] {
    return this.#choices.view === "table" ? ["view", "pointed"] : ["pointed"];
  }

  get #attentionRequest(): FromPage {
    return { kind: "attention", ...this.chosenHead };
  }

  get #missing(): readonly FromPage[] {
    return this.#listMissing(this.#choices);
  }

  #listMissing(choices: PanelChoices): readonly FromPage[] {
    if (!this.#input || !this.#answers) return [];
    return VIEW_QUESTIONS[choices.view].listMissing?.(choices, this.#input, this.#answers) ?? [];
  }

  /** @param before - The token chosen before, about which everything was asked. */
  #askAfterChoosing(before: number | undefined): readonly FromPage[] {
    const asked = new Set(this.#listMissing({ ...this.#choices, pinned: before }).map((each) => JSON.stringify(each)));
    return [...this.#restartFills(), ...this.#missing.filter((each) => !asked.has(JSON.stringify(each)))];
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
