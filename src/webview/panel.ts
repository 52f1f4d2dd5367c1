import type { Focus } from "./answers/attentionMap";
import type { AttentionView, AttentionViewOptions } from "./marks/attentionView";
import { buildElement } from "./buildElement";
import { describeToken, hasCharacters } from "./marks/describeToken";
import { drawAttention } from "./marks/drawAttention";
import { drawHeadGrid, type HeadChoice } from "./marks/headGrid";
import { drawHeadPicker } from "./widgets/headPicker";
import { drawHeadSummary } from "./marks/headSummary";
import { drawInputHeader } from "./marks/inputHeader";
import { drawLayerSlider } from "./widgets/layerSlider";
import type { FromPage, PanelInput, PanelShares, ToPage } from "./messages";
import { PageError } from "./pageError";
import { PanelAnswers, type LayersAnswer } from "./answers/panelAnswers";
import { drawPanelRegions, type PanelRegions } from "./panelRegions";
import { findThreshold, readPanelState, type AttentionViewName, type PanelState, type View } from "./panelState";
import { drawPieceText } from "./marks/pieceText";
import { replaceKeepingFocus } from "./widgets/replaceKeepingFocus";
import { drawTokenDetails, type FillsState } from "./marks/tokenDetails";
import { drawTokenRow, type TokenRow } from "./marks/tokenRow";
import { VectorMap } from "./marks/vectorMap";
import { drawViewControls } from "./widgets/viewControls";

const ATTENTION_HINT = "Point at a piece to see what it looks at; choose it for the model's own words in its place.";
const HINTS: Readonly<Record<View, string>> = {
  links: ATTENTION_HINT,
  matrix: ATTENTION_HINT,
  table: ATTENTION_HINT,
  heads: "Each picture is a head: pieces in rows look at pieces in columns. Choose one to see it large.",
  vectors: "Point at a piece to see which are most like it.",
};

/** What the page needs of VS Code. */
export interface PanelHost {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

/** The page: what was received, what was chosen, and the regions drawn from both. */
export class Panel {
  private readonly host: PanelHost;
  private readonly document: Document;
  private readonly regions: PanelRegions;
  private state: PanelState;
  private input: PanelInput | undefined;
  private answers: PanelAnswers | undefined;
  private vectorMap: VectorMap | undefined;
  private fills: FillsState = { kind: "none" };
  private row: TokenRow | undefined;
  private view: AttentionView | undefined;

  /** Fills `root` and tells the host that the page listens. */
  constructor(root: HTMLElement, host: PanelHost) {
    this.host = host;
    this.document = root.ownerDocument;
    this.state = readPanelState(host.getState());
    this.regions = drawPanelRegions(root, {
      onRetry: () => host.postMessage({ kind: "ready" }),
      onEscape: () => this.unpin(),
    });
    host.postMessage({ kind: "ready" });
  }

  receive(message: ToPage): void {
    try {
      this.take(message);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      this.regions.showFailure(error.message);
    }
  }

  private take(message: ToPage): void {
    switch (message.kind) {
      case "show":
        this.show(message.input);
        return;
      case "place":
        this.choose({ place: message.place });
        return;
      case "busy":
        this.regions.showBusy(message.busy);
        return;
      case "failed":
        this.regions.showFailure(message.message);
        if (this.fills.kind === "awaited") this.fills = { kind: "none" };
        this.drawDetails();
        return;
      case "fills":
        if (message.position !== this.state.pinned) return;
        this.fills = { kind: "shown", data: message };
        this.drawDetails();
        return;
      default:
        this.takeAnswer(message);
    }
  }

  private takeAnswer(answer: LayersAnswer): void {
    const isOfChosen = answer.kind !== "attention" || (answer.layer === this.layer && answer.head === this.state.head);
    // An answer to an earlier choice must not replace the picture of the present one.
    if (!this.answers || !isOfChosen) return;
    this.answers.take(answer);
    this.regions.showFailure(undefined);
    this.drawView();
  }

  /** The one chosen, else the last, which is nearest to the answer. */
  private get layer(): number {
    return this.state.layer ?? (this.input?.model.layers ?? 1) - 1;
  }

  /** As {@link layer}, of the vectors. */
  private get stage(): number {
    const last = this.input?.model.layers ?? 0;
    return Math.min(this.state.stage ?? last, last);
  }

  private get pinned(): Focus | undefined {
    const { pinned, direction } = this.state;
    return pinned === undefined ? undefined : { position: pinned, direction };
  }

  private get threshold(): number {
    return findThreshold(this.state.threshold, this.input?.tokens.length ?? 1);
  }

  private choose(change: Partial<PanelState>): void {
    this.state = { ...this.state, ...change };
    this.host.setState(this.state);
  }

  private show(input: PanelInput): void {
    const { layer, head, pinned } = this.state;
    // While one types, the chosen token stays chosen as long as it is the same piece.
    const isSamePiece = (p: number) => (this.input ?? input).tokens[p]?.text === input.tokens[p]?.text;
    this.choose({
      layer: layer !== undefined && layer < input.model.layers ? layer : undefined,
      head: head < input.model.heads ? head : 0,
      pinned: pinned !== undefined && pinned < input.tokens.length && isSamePiece(pinned) ? pinned : undefined,
      place: input.place,
    });
    this.input = input;
    this.answers = new PanelAnswers(input);
    this.regions.showFailure(undefined);
    this.drawInput(input);
    this.drawPicker();
    this.drawControls();
    this.drawView();
    this.host.postMessage({ kind: "attention", layer: this.layer, head: this.state.head });
    this.askWholeModel();
    this.askFills();
  }

  private chooseHead(layer: number, head: number): void {
    if (layer === this.layer && head === this.state.head) return;
    this.choose({ layer, head });
    this.drawPicker();
    this.regions.view.setAttribute("aria-busy", "true");
    this.host.postMessage({ kind: "attention", layer, head });
  }

  /** From the picture of all heads to that of one. */
  private openHead({ layer, head }: HeadChoice): void {
    this.choose({ view: "matrix" });
    this.drawControls();
    if (layer === this.layer && head === this.state.head) {
      this.drawPicker();
      this.drawView();
    } else this.chooseHead(layer, head);
    this.regions.picker.querySelector<HTMLElement>(`[data-key="head:${layer}:${head}"]`)?.focus();
  }

  private chooseStage(stage: number): void {
    this.choose({ stage });
    const layer = this.answers?.vectors?.[stage];
    if (layer) this.vectorMap?.show(layer);
    this.point(undefined);
  }

  private change(change: Partial<PanelState>): void {
    this.choose(change);
    if (change.view !== undefined) {
      this.drawPicker();
      this.askWholeModel();
    }
    // The slider itself must not be drawn anew while it is dragged.
    if (change.threshold === undefined) this.drawControls();
    this.drawView();
  }

  private pin(focus: Focus): void {
    const before = this.state;
    if (before.pinned === focus.position && before.direction === focus.direction) return;
    this.choose({ pinned: focus.position, direction: focus.direction });
    this.drawControls();
    if (before.view === "table") this.drawView();
    if (before.pinned !== focus.position) this.askFills();
    this.point(focus);
  }

  private unpin(): void {
    if (this.state.pinned === undefined) return;
    this.choose({ pinned: undefined });
    if (this.state.view === "table") this.drawView();
    this.askFills();
    this.point(undefined);
  }

  private reveal(position: number): void {
    this.host.postMessage({ kind: "reveal", position });
  }

  /** What is of all layers is asked for when it is first to be seen. */
  private askWholeModel(): void {
    const { view } = this.state;
    if ((view === "heads" || view === "vectors") && this.answers && !this.answers[view])
      this.host.postMessage({ kind: view });
  }

  private askFills(): void {
    const { pinned } = this.state;
    const token = pinned === undefined ? undefined : this.input?.tokens[pinned];
    const isAsked = token !== undefined && hasCharacters(token) && this.input?.model.hasMlm === true;
    this.fills = { kind: isAsked ? "awaited" : "none" };
    this.drawDetails();
    if (isAsked) this.host.postMessage({ kind: "fills", position: token.position });
  }

  /** Shows one token's attention wherever it is drawn; the chosen token's when the mouse and the focus are on none. */
  private point(focus: Focus | undefined): void {
    const shown = focus ?? this.pinned;
    const token = shown && this.input?.tokens[shown.position];
    this.row?.pin(this.state.pinned);
    this.row?.shade(shown && this.weigh(shown));
    this.view?.isolate(shown);
    if (token)
      this.regions.pointed.replaceChildren(
        drawPieceText(token, { document: this.document }),
        ` · ${describeToken(token)}`,
      );
    else this.regions.pointed.textContent = HINTS[this.state.view];
  }

  /** What the pieces are shaded by. */
  private weigh(focus: Focus): Float32Array | undefined {
    switch (this.state.view) {
      case "heads":
        return undefined;
      case "vectors":
        return this.answers?.readLikeness(this.stage, focus.position);
      default:
        return this.answers?.readAttention(focus);
    }
  }

  private drawInput(input: PanelInput): void {
    const { document } = this;
    this.row = drawTokenRow(input.tokens, {
      document,
      onPoint: (position) => this.point(position === undefined ? undefined : this.focusOn(position)),
      onPin: (position) => this.pin(this.focusOn(position)),
      onReveal: (position) => this.reveal(position),
    });
    this.regions.showInput(drawInputHeader(input, { document }), this.row.element);
  }

  private focusOn(position: number): Focus {
    return { position, direction: this.state.direction };
  }

  private drawPicker(): void {
    if (!this.input) return;
    if (this.state.view === "vectors") {
      const { document, stage } = this;
      const onChoose = (chosen: number) => this.chooseStage(chosen);
      const slider = drawLayerSlider(this.input.model.layers, { document, stage, onChoose });
      replaceKeepingFocus(this.regions.picker, [slider]);
      return;
    }
    if (this.state.view === "heads") {
      this.pointHead(undefined);
      return;
    }
    const picker = drawHeadPicker(this.input.model, {
      document: this.document,
      layer: this.layer,
      head: this.state.head,
      onChoose: (layer, head) => this.chooseHead(layer, head),
    });
    replaceKeepingFocus(this.regions.picker, [this.drawHeadName(this.layer, this.state.head), picker]);
  }

  private drawHeadName(layer: number, head: number): HTMLElement {
    return buildElement(this.document, "h2", { text: `Layer ${layer}, head ${head}` });
  }

  /** Names the head that is pointed at among all, and says where it looks; of the chosen one without. */
  private pointHead(place: HeadChoice | undefined): void {
    const { layer, head } = place ?? { layer: this.layer, head: this.state.head };
    this.regions.picker.replaceChildren(this.drawHeadName(layer, head));
    this.summarise(this.answers?.heads?.[layer]?.[head]?.shares);
  }

  private summarise(shares: PanelShares | undefined): void {
    this.regions.summary.replaceChildren(...(shares ? [drawHeadSummary(shares, { document: this.document })] : []));
  }

  private drawControls(): void {
    const controls = drawViewControls(
      { ...this.state, threshold: this.threshold },
      {
        document: this.document,
        onChange: (change) => this.change(change),
      },
    );
    replaceKeepingFocus(this.regions.controls, [controls]);
  }

  private drawView(): void {
    this.view = undefined;
    this.vectorMap = undefined;
    const drawn = this.drawChosen();
    this.regions.view.setAttribute("aria-busy", String(drawn.length === 0));
    replaceKeepingFocus(this.regions.view, drawn);
    this.point(undefined);
  }

  private drawChosen(): readonly HTMLElement[] {
    switch (this.state.view) {
      case "vectors":
        this.summarise(undefined);
        return this.drawVectors();
      case "heads":
        this.pointHead(undefined);
        return this.drawHeads();
      default:
        this.summarise(this.answers?.shares);
        return this.drawAttention(this.state.view);
    }
  }

  private get viewOptions(): AttentionViewOptions {
    return {
      document: this.document,
      onPin: (focus) => this.pin(focus),
      onPoint: (focus) => this.point(focus),
    };
  }

  private drawVectors(): readonly HTMLElement[] {
    const layer = this.answers?.vectors?.[this.stage];
    if (!this.input || !layer) return [];
    this.vectorMap = new VectorMap(this.input.tokens, layer, this.viewOptions);
    this.view = this.vectorMap;
    return [this.vectorMap.element];
  }

  private drawHeads(): readonly HTMLElement[] {
    const heads = this.answers?.heads;
    if (!heads) return [];
    const { document, layer } = this;
    // The focus leaves a picture after another view was chosen.
    const onPoint = (place: HeadChoice | undefined) => {
      if (this.state.view === "heads") this.pointHead(place);
    };
    const onOpen = (place: HeadChoice) => this.openHead(place);
    const tokenCount = this.input?.tokens.length ?? 1;
    this.view = drawHeadGrid(heads, { document, tokenCount, layer, head: this.state.head, onPoint, onOpen });
    return [this.view.element];
  }

  private drawAttention(name: AttentionViewName): readonly HTMLElement[] {
    const { pinned } = this.state;
    const map = this.answers?.map;
    if (!map) return [];
    const drawn = drawAttention(map, name, {
      ...this.viewOptions,
      threshold: this.threshold,
      withSpecial: this.state.withSpecial,
      pinned,
      focusOn: (position) => this.focusOn(position),
    });
    this.view = drawn.view;
    return drawn.elements;
  }

  private drawDetails(): void {
    const token = this.state.pinned === undefined ? undefined : this.input?.tokens[this.state.pinned];
    const details =
      token &&
      drawTokenDetails(token, this.fills, {
        document: this.document,
        hasMlm: this.input?.model.hasMlm === true,
        onReveal: () => this.reveal(token.position),
        onClose: () => this.unpin(),
      });
    replaceKeepingFocus(this.regions.details, details ? [details] : []);
  }
}
