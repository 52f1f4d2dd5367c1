import { listHeads } from "../../wording/names/nameHeads";
import type { Focus } from "../answers/attentionMap";
import { type LayersAnswer, PanelAnswers } from "../answers/panelAnswers";
import { hasCharacters } from "../answers/tokenKind";
import type { HeadChoice, PanelInput, ToPage } from "../messages";
import type { Against } from "../messages/compared";
import type { FromPage } from "../messages/fromPage";
import { isOfChosen, isSameHead } from "./isOfChosen";
import { keepChoices } from "./keepChoices";
import { isOfPinned, type PanelChoices, TOUR_STEPS } from "./panelChoices";
import { joinEffects, NO_EFFECTS, type PanelEffects, type PanelPart, PARTS_OF_TEXT } from "./panelEffects";
import { PanelFacts } from "./panelFacts";
import { toggleMask } from "./toggleMask";
import { TOUR_GUIDES } from "./tourGuides";

/** What happens to the page, without the page: what is then known, what to draw again, what to ask for. */
export class PanelState extends PanelFacts {
  /** @throws {PageError} for an invalid answer; the state is as before. */
  receive(message: ToPage): PanelEffects {
    // Of the field, or of a page of its own: nothing is chosen.
    if (isElsewhere(message)) return NO_EFFECTS;
    switch (message.kind) {
      case "show":
        return this.#show(message.input);
      case "place":
        this.choose({ place: message.place });
        return NO_EFFECTS;
      case "cursor":
        this.learn({ cursor: message.position });
        return { stale: ["cursor"], requests: [] };
      case "busy":
        this.learn({ isBusy: message.busy });
        return { stale: ["busy"], requests: [] };
      case "gone":
        this.learn({ isGone: message.isGone });
        return { stale: ["gone"], requests: [] };
      case "failed":
        this.learn({ failure: message.message });
        if (this.fills.kind === "awaited") this.learn({ fills: { kind: "none" } });
        return { stale: ["failure", "details"], requests: [] };
      case "link":
        return this.setLinked(!this.choices.linked);
      case "against":
        return message.against === undefined ? this.#compareNothing() : this.compare(message.against, false);
      case "fills":
        // The token chosen before may be answered late.
        if (message.position !== this.choices.pinned) return NO_EFFECTS;
        this.learn({ fills: { kind: "shown", data: message } });
        return { stale: ["details"], requests: [] };
      default:
        return this.#takeAnswer(message);
    }
  }

  /** Something received cannot be shown. */
  fail(message: string): PanelEffects {
    this.learn({ failure: message });
    return { stale: ["failure"], requests: [] };
  }

  /** @param heads - Those whose mean is to be shown, each once. @param current - The one of them that was chosen last. */
  chooseHeads(heads: readonly HeadChoice[], current: HeadChoice): PanelEffects {
    const before = listHeads(this.chosenHeads);
    const isSame = isSameHead(current, this.chosenHead);
    const others = heads.filter((head) => !isSameHead(head, current));
    if (isSame && listHeads(others) === listHeads(this.choices.others)) return NO_EFFECTS;
    this.choose({ ...(!isSame && { layer: current.layer, head: current.head }), others });
    return {
      stale: ["picker"],
      requests: before === listHeads(this.chosenHeads) ? this.missing : [this.attentionRequest, ...this.missing],
    };
  }

  /** From the pictures of all heads to the matrix of one. */
  openHead(chosen: HeadChoice): PanelEffects {
    const isAnother = !isSameHead(chosen, this.chosenHead) || this.choices.others.length > 0;
    this.choose({ view: "matrix", ...(isAnother && { layer: chosen.layer, head: chosen.head, others: [] }) });
    // The pictures stay until the answer is there: an empty page would flicker.
    const requests = isAnother ? [this.attentionRequest] : [];
    return { stale: ["controls", "picker", ...(isAnother ? [] : (["view"] as const))], requests };
  }

  chooseStage(stage: number): PanelEffects {
    // A slider that is dragged says so more often than it changes.
    if (stage === this.stage && this.choices.stage !== undefined) return NO_EFFECTS;
    this.choose({ stage });
    return { stale: ["stage", "pointed"], requests: [] };
  }

  /** @param isDragging - The control that is changed must stay the same element. */
  changeControls(change: Partial<PanelChoices>, isDragging = false): PanelEffects {
    const isLeft = change.view !== undefined && change.view !== this.choices.view && this.missing.length > 0;
    const left = isLeft ? this.#leaveFailure() : [];
    const missing = this.#chooseAndList(change);
    return {
      stale: [
        ...left,
        ...(change.view === undefined ? [] : (["picker"] as const)),
        // What is dragged stays the same element, and its view does, too, so that no frame takes long.
        ...(isDragging ? (["stage"] as const) : (["controls", "view"] as const)),
      ],
      requests: change.view === undefined ? missing : this.missing,
    };
  }

  /** Shows a text of no document, and follows no cursor away from it. */
  write(texts: { readonly text: string; readonly pair?: string }): PanelEffects {
    const { requests } = this.choices.follow ? this.setFollow(false) : NO_EFFECTS;
    return { stale: ["tools"], requests: [...requests, { kind: "text", ...texts }] };
  }

  /** The panel shows the sentence at the cursor, wherever it goes, or keeps the text that it shows. */
  setFollow(isOn: boolean): PanelEffects {
    const isLetGo = isOn && this.choices.kept;
    this.choose({ follow: isOn, ...(isLetGo && { kept: false }) });
    const requests = isLetGo ? [{ kind: "keep", isOn: false } as const] : [];
    return { stale: ["tools"], requests: [{ kind: "follow", isOn }, ...requests] };
  }

  /** The strongest links of the chosen token are shown in the document, or no longer. */
  setLinked(isOn: boolean): PanelEffects {
    this.choose({ linked: isOn });
    return { stale: ["tools"], requests: [] };
  }

  /** The panel keeps its text, so that another one opens a panel of its own; it follows no cursor then. */
  setKept(isOn: boolean): PanelEffects {
    const { requests } = isOn && this.choices.follow ? this.setFollow(false) : NO_EFFECTS;
    this.choose({ kept: isOn });
    return { stale: ["tools"], requests: [...requests, { kind: "keep", isOn }] };
  }

  pin(focus: Focus): PanelEffects {
    const isSameToken = focus.position === this.choices.pinned;
    if (isSameToken && focus.direction === this.choices.direction) return NO_EFFECTS;
    const missing = this.#chooseAndList({ pinned: focus.position, direction: focus.direction });
    return {
      stale: ["controls", ...this.#partsOfPinned, ...(isSameToken ? [] : (["details"] as const))],
      requests: isSameToken ? [] : [...this.#restartFills(), ...missing],
    };
  }

  unpin(): PanelEffects {
    if (this.choices.pinned === undefined) return NO_EFFECTS;
    const missing = this.#chooseAndList({ pinned: undefined });
    return { stale: [...this.#partsOfPinned, "details"], requests: [...this.#restartFills(), ...missing] };
  }

  /** What is missing now, without what was asked for before. */
  #chooseAndList(change: Partial<PanelChoices>): readonly FromPage[] {
    const asked = JSON.stringify(this.missing);
    this.choose(change);
    return this.missing.filter((request) => !asked.includes(JSON.stringify(request)));
  }

  /** Masks the word of a token, or takes its masks away again, and shows what changes. Without a token, no word is masked. */
  mask(position?: number): PanelEffects {
    const masked = toggleMask(this.choices.masked, { tokens: this.input?.tokens ?? [], position });
    if (!masked) return NO_EFFECTS;
    const isNewView = this.choices.view !== "mask";
    const left = isNewView && this.missing.length > 0 ? this.#leaveFailure() : [];
    this.choose({ view: "mask", masked });
    const stale = [...(isNewView ? (["picker", "controls"] as const) : []), "masked", "details", "view"] as const;
    return { stale: [...stale, ...left], requests: this.missing };
  }

  /** Compares the text with this. @param again - Whether a text or a model is to be chosen anew. */
  compare(against: Against, again = true): PanelEffects {
    const isNewView = this.choices.view !== "compare";
    const left = this.#leaveFailure();
    this.choose({ view: "compare", against });
    if (this.answers) this.answers.compared = undefined;
    const stale = [...(isNewView ? (["picker"] as const) : []), "controls", "view", "pointed"] as const;
    return {
      stale: [...stale, ...left],
      requests: this.missing.map((each) => (each.kind === "compare" && again ? { ...each, again } : each)),
    };
  }

  /** No text or model was chosen. */
  #compareNothing(): PanelEffects {
    this.choose({ against: undefined });
    return { stale: ["controls", "view", "pointed", ...this.#leaveFailure()], requests: [] };
  }

  /** Forgets the failure of an answer that the view lacks, because another one is to be shown. */
  #leaveFailure(): readonly PanelPart[] {
    if (this.failure === undefined) return [];
    this.learn({ failure: undefined });
    return ["failure"];
  }

  #show(input: PanelInput): PanelEffects {
    this.choose(keepChoices(this.choices, { before: this.input, now: input }));
    const isNewPair = input.pair !== undefined && (input.pair !== this.input?.pair || input.text !== this.input.text);
    this.learn({ input, answers: new PanelAnswers(input), isGone: false, cursor: undefined, failure: undefined });
    const shown: PanelEffects = {
      stale: [...PARTS_OF_TEXT, ...(isNewPair ? (["top"] as const) : [])],
      requests: [this.attentionRequest, ...this.missing, ...this.#restartFills()],
    };
    return joinEffects(shown, this.visit(this.choices.tour));
  }

  #takeAnswer(answer: LayersAnswer): PanelEffects {
    // A late answer to an earlier choice must not replace the picture of the present one.
    if (!this.input || !this.answers || !this.#isOfChosen(answer)) return NO_EFFECTS;
    this.answers.take(answer);
    this.learn({ failure: undefined });
    // What a step of the tour waited for may have come.
    const isAwaited = this.#findGuide() !== undefined && this.#listAwaited().length === 0;
    return joinEffects({ stale: ["failure", "view"], requests: [] }, isAwaited ? this.#guide() : NO_EFFECTS);
  }

  /** Shows a step of the tour, or ends the tour; what is on screen then stays. */
  visit(step: number | undefined): PanelEffects {
    this.choose({ tour: step });
    this.learn({ isGuided: step === undefined });
    const awaited = this.#listAwaited();
    return awaited.length > 0 ? { stale: [], requests: awaited } : this.#guide();
  }

  /** The step of the tour for which is still to be chosen what it shows. */
  #findGuide() {
    const { tour } = this.choices;
    const step = tour === undefined || this.isGuided ? undefined : TOUR_STEPS[tour];
    return step && TOUR_GUIDES[step];
  }

  #listAwaited(): readonly FromPage[] {
    return (this.input && this.answers && this.#findGuide()?.listMissing?.(this.input, this.answers)) ?? [];
  }

  /** Chooses what the step of the tour shows, once: from then on all is the reader's to change. */
  #guide(): PanelEffects {
    const guide = this.#findGuide();
    if (!guide || !this.input || !this.answers) return NO_EFFECTS;
    const [heads, pinned] = [listHeads(this.chosenHeads), this.choices.pinned];
    this.choose(guide.choose(this.input, this.answers));
    this.learn({ isGuided: true });
    return {
      stale: ["picker", "controls", "masked", "details", "view"],
      requests: [
        ...(heads === listHeads(this.chosenHeads) ? [] : [this.attentionRequest]),
        ...(pinned === this.choices.pinned ? [] : this.#restartFills()),
        ...this.missing,
      ],
    };
  }

  #isOfChosen(answer: LayersAnswer): boolean {
    const [input, choices] = [this.input, this.choices];
    return isOfChosen(answer, { input, choices, heads: this.chosenHeads, head: this.chosenHead });
  }

  /** The parts that show which token is chosen. Where it is drawn larger than the others, the view is one. */
  get #partsOfPinned(): readonly PanelPart[] {
    return isOfPinned(this.choices.view) ? ["view", "pointed"] : ["pointed"];
  }

  /** Forgets the fills of another token or text; asks for those of the chosen token, if the model can give any. */
  #restartFills(): readonly FromPage[] {
    const { pinned } = this.choices;
    const token = pinned === undefined ? undefined : this.input?.tokens[pinned];
    const isAsked = token !== undefined && hasCharacters(token) && this.input?.model.hasMlm === true;
    this.learn({ fills: { kind: isAsked ? "awaited" : "none" } });
    return isAsked ? [{ kind: "fills", position: token.position }] : [];
  }
}

const ELSEWHERE = ["export", "probe", "senses", "masks", "pairs", "write", "tour"] as const;

function isElsewhere(message: ToPage): message is Extract<ToPage, { readonly kind: (typeof ELSEWHERE)[number] }> {
  return ELSEWHERE.some((kind) => kind === message.kind);
}
