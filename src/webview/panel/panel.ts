import { nameHead } from "../../wording/nameHead";
import type { Focus } from "../answers/attentionMap";
import { buildElement } from "../dom/buildElement";
import { replaceKeepingFocus } from "../dom/replaceKeepingFocus";
import { describeToken } from "../marks/describeToken";
import { drawHeadGrid } from "../marks/headGrid";
import { drawHeadSummary } from "../marks/headSummary";
import { drawInputHeader } from "../marks/inputHeader";
import { drawPieceText } from "../marks/pieceText";
import { drawTokenDetails } from "../marks/tokenDetails";
import { drawTokenRow, type TokenRow } from "../marks/tokenRow";
import type { TokenView, TokenViewOptions } from "../marks/tokenView";
import { VectorMap } from "../marks/vectorMap";
import type { FromPage, HeadChoice, PanelProbe, PanelShares, ToPage } from "../messages";
import { PageError } from "../pageError";
import type { AttentionViewName, PanelChoices } from "../state/panelChoices";
import type { PanelEffects, PanelPart } from "../state/panelEffects";
import { PanelState } from "../state/panelState";
import { drawFollowToggle } from "../widgets/followToggle";
import { drawHeadPicker } from "../widgets/headPicker";
import { drawLayerSlider } from "../widgets/layerSlider";
import { drawViewControls } from "../widgets/viewControls";
import { drawAttention } from "./drawAttention";
import { drawLayers } from "./drawLayers";
import { drawProbe } from "./drawProbe";
import { drawPanelRegions, type PanelRegions } from "./panelRegions";
import { VIEW_HINTS } from "./viewHints";

/** The part of VS Code's webview API that the page uses. */
export interface PanelHost {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(choices: PanelChoices): void;
}

/** The page: passes events to the state, and draws the parts of the page that the state says have changed. */
export class Panel {
  readonly #host: PanelHost;
  readonly #root: HTMLElement;
  readonly #document: Document;
  readonly #regions: PanelRegions;
  readonly #state: PanelState;
  #saved: PanelChoices;
  #row: TokenRow | undefined;
  #view: TokenView | undefined;
  #vectorMap: VectorMap | undefined;
  /** Position of the token whose characters are lit in the document. */
  #lit: number | undefined;
  readonly #draw: Readonly<Record<PanelPart, () => void>> = {
    busy: () => this.#regions.showBusy(this.#state.isBusy),
    failure: () => this.#regions.showFailure(this.#state.failure),
    gone: () => this.#regions.showGone(this.#state.isGone),
    input: () => this.#drawInput(),
    picker: () => this.#drawPicker(),
    controls: () => this.#drawControls(),
    view: () => this.#drawView(),
    stage: () => this.#moveVectors(),
    details: () => this.#drawDetails(),
    pointed: () => this.#point(undefined),
    cursor: () => this.#row?.markCursor(this.#state.cursor),
    top: () => {
      this.#document.documentElement.scrollTop = 0;
    },
  };

  /** Fills `root` and tells the host that the page is listening. */
  constructor(root: HTMLElement, host: PanelHost) {
    this.#host = host;
    this.#root = root;
    this.#document = root.ownerDocument;
    this.#state = new PanelState(host.getState());
    this.#saved = this.#state.choices;
    this.#regions = drawPanelRegions(root, {
      onRetry: () => host.postMessage({ kind: "ready" }),
      onEscape: () => this.#apply(this.#state.unpin()),
    });
    const onFollow = (isOn: boolean) => this.#apply(this.#state.setFollow(isOn));
    const toggle = drawFollowToggle(this.#saved.follow, { document: this.#document, onChange: onFollow });
    this.#regions.tools.replaceChildren(toggle);
    for (const request of this.#state.openingRequests) host.postMessage(request);
  }

  receive(message: ToPage): void {
    try {
      if (message.kind === "probe") this.#showProbe(message.probe);
      else this.#apply(this.#state.receive(message));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      this.#apply(this.#state.fail(error.message));
    }
  }

  #showProbe(probe: PanelProbe): void {
    const page = drawProbe(probe, {
      document: this.#document,
      onCopy: () => this.#host.postMessage({ kind: "copy" }),
    });
    replaceKeepingFocus(this.#root, [page]);
  }

  #apply({ stale, requests }: PanelEffects): void {
    if (this.#state.choices !== this.#saved) {
      this.#saved = this.#state.choices;
      this.#host.setState(this.#saved);
    }
    for (const part of stale) this.#draw[part]();
    this.#regions.view.setAttribute("aria-busy", String(this.#state.isAwaiting));
    for (const request of requests) this.#host.postMessage(request);
  }

  #drawInput(): void {
    const { input } = this.#state;
    if (!input) return;
    const document = this.#document;
    const header = drawInputHeader(input, { document });
    this.#lit = undefined;
    this.#row = drawTokenRow(input.tokens, {
      document,
      onPoint: (position) => this.#point(position === undefined ? undefined : this.#state.focusOn(position)),
      onPin: (position) => this.#pin(this.#state.focusOn(position)),
      onReveal: (position) => this.#reveal(position),
    });
    this.#regions.showInput(header, this.#row.element);
  }

  /** The choice of what the view shows: one of the heads, or a stage of the vectors. */
  #drawPicker(): void {
    const { input, choices, chosenHead, stage } = this.#state;
    if (!input) return;
    const document = this.#document;
    if (choices.view === "vectors") {
      const onChoose = (chosen: number) => this.#apply(this.#state.chooseStage(chosen));
      const slider = drawLayerSlider(input.model.layers, { document, stage, onChoose });
      replaceKeepingFocus(this.#regions.picker, [slider]);
    } else if (choices.view === "heads") {
      this.#pointHead(undefined);
    } else if (choices.view === "layers") {
      this.#regions.picker.replaceChildren();
    } else {
      const onChoose = (head: HeadChoice) => this.#apply(this.#state.chooseHead(head));
      const picker = drawHeadPicker(input.model, { document, ...chosenHead, onChoose });
      replaceKeepingFocus(this.#regions.picker, [this.#drawHeadName(chosenHead), picker]);
    }
  }

  #drawHeadName(head: HeadChoice): HTMLElement {
    return buildElement(this.#document, "h2", { text: nameHead(head) });
  }

  #drawControls(): void {
    const controls = drawViewControls(this.#state.controls, {
      document: this.#document,
      onChange: (change) => this.#apply(this.#state.changeControls(change)),
    });
    replaceKeepingFocus(this.#regions.controls, [controls]);
  }

  #drawView(): void {
    this.#view = undefined;
    this.#vectorMap = undefined;
    replaceKeepingFocus(this.#regions.view, this.#drawChosenView());
    this.#point(undefined);
  }

  #drawChosenView(): readonly HTMLElement[] {
    const { view } = this.#state.choices;
    switch (view) {
      case "vectors":
        this.#drawSummary(undefined);
        return this.#drawVectors();
      case "heads":
        this.#pointHead(undefined);
        return this.#drawHeads();
      case "layers":
        this.#drawSummary(undefined);
        return this.#drawLayers();
      default:
        this.#drawSummary(this.#state.answers?.shares);
        return this.#drawAttention(view);
    }
  }

  #drawVectors(): readonly HTMLElement[] {
    const { input, answers, stage } = this.#state;
    const layer = answers?.vectors?.[stage];
    if (!input || !layer) return [];
    this.#vectorMap = new VectorMap(input.tokens, layer, this.#viewOptions);
    this.#view = this.#vectorMap;
    return [this.#vectorMap.element];
  }

  #moveVectors(): void {
    const layer = this.#state.answers?.vectors?.[this.#state.stage];
    if (layer) this.#vectorMap?.show(layer);
  }

  #drawLayers(): readonly HTMLElement[] {
    const { input, answers } = this.#state;
    return input && answers?.layers ? drawLayers(input, answers.layers.layers, { document: this.#document }) : [];
  }

  #drawHeads(): readonly HTMLElement[] {
    const { input, answers, chosenHead } = this.#state;
    if (!answers?.heads) return [];
    this.#view = drawHeadGrid(answers.heads, {
      ...chosenHead,
      document: this.#document,
      tokenCount: input?.tokens.length ?? 1,
      // A picture also loses the focus when another view replaces it.
      onPoint: (head) => {
        if (this.#state.choices.view === "heads") this.#pointHead(head);
      },
      onOpen: (head) => this.#openHead(head),
    });
    return [this.#view.element];
  }

  #drawAttention(name: AttentionViewName): readonly HTMLElement[] {
    const { answers, choices, controls } = this.#state;
    if (!answers?.map) return [];
    const { elements, view } = drawAttention(answers.map, name, {
      ...this.#viewOptions,
      threshold: controls.threshold,
      withSpecial: choices.withSpecial,
      pinned: choices.pinned,
      focusOn: (position) => this.#state.focusOn(position),
    });
    this.#view = view;
    return elements;
  }

  get #viewOptions(): TokenViewOptions {
    return {
      document: this.#document,
      onPin: (focus) => this.#pin(focus),
      onPoint: (focus) => this.#point(focus),
    };
  }

  #drawSummary(shares: PanelShares | undefined): void {
    this.#regions.summary.replaceChildren(...(shares ? [drawHeadSummary(shares, { document: this.#document })] : []));
  }

  #drawDetails(): void {
    const { input, fills, pinned } = this.#state;
    const token = pinned && input?.tokens[pinned.position];
    const details =
      token &&
      drawTokenDetails(token, fills, {
        document: this.#document,
        hasMlm: input.model.hasMlm,
        onReveal: () => this.#reveal(token.position),
        onClose: () => this.#apply(this.#state.unpin()),
      });
    replaceKeepingFocus(this.#regions.details, details ? [details] : []);
  }

  /** Brings one token forward wherever it is drawn: the one under the mouse or the focus, otherwise the chosen one. */
  #point(focus: Focus | undefined): void {
    const { input, choices, pinned } = this.#state;
    const shown = focus ?? pinned;
    const token = shown && input?.tokens[shown.position];
    this.#light(token?.position);
    this.#row?.pin(pinned?.position);
    this.#row?.shade(shown && this.#state.weigh(shown));
    this.#view?.isolate(shown);
    this.#regions.pointed.replaceChildren(
      ...(token
        ? [drawPieceText(token, { document: this.#document }), ` · ${describeToken(token)}`]
        : [VIEW_HINTS[choices.view]]),
    );
  }

  #light(position: number | undefined): void {
    if (position === this.#lit) return;
    this.#lit = position;
    this.#host.postMessage({ kind: "point", ...(position !== undefined && { position }) });
  }

  /** Among the pictures of all heads: names one and says where it looks; without a place, the chosen one. */
  #pointHead(pointed: HeadChoice | undefined): void {
    const head = pointed ?? this.#state.chosenHead;
    this.#regions.picker.replaceChildren(this.#drawHeadName(head));
    this.#drawSummary(this.#state.answers?.heads?.[head.layer]?.[head.head]?.shares);
  }

  #openHead(head: HeadChoice): void {
    this.#apply(this.#state.openHead(head));
    const key = `head:${head.layer}:${head.head}`;
    this.#regions.picker.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  #pin(focus: Focus): void {
    this.#apply(this.#state.pin(focus));
  }

  #reveal(position: number): void {
    this.#host.postMessage({ kind: "reveal", position });
  }
}
