import type { Focus } from "../answers/attentionMap";
import { replaceKeepingFocus } from "../dom/replaceKeepingFocus";
import { describeToken } from "../marks/describeToken";
import { drawHeadSummary } from "../marks/headSummary";
import { drawInputHeader } from "../marks/inputHeader";
import { drawLinksLegend } from "../marks/linksLegend";
import { drawPieceText } from "../marks/pieceText";
import { drawTokenRow, type TokenRow } from "../marks/tokenRow";
import type { HeadChoice, PanelShares, PictureKind, ToPage } from "../messages";
import type { FromPage } from "../messages/fromPage";
import { PageError } from "../pageError";
import type { PanelChoices, ViewName } from "../state/panelChoices";
import type { PanelEffects, PanelPart } from "../state/panelEffects";
import { PanelState } from "../state/panelState";
import { drawTourBox, type TourBox } from "../tour/tourBox";
import type { DrawnView, PanelView, ViewActions, ViewSource } from "../views/panelView";
import { PANEL_VIEWS, VIEW_LABELS } from "../views/panelViews";
import { drawTextField, type TextField } from "../widgets/textField";
import { drawViewControls } from "../widgets/viewControls";
import { drawChosen } from "./drawChosen";
import { drawOtherPage } from "./drawOtherPage";
import { drawTools } from "./drawTools";
import { exportView } from "./exportView";
import { drawPanelRegions, type PanelRegions } from "./panelRegions";

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
  readonly #field: TextField;
  readonly #tour: TourBox;
  #saved: PanelChoices;
  #row: TokenRow | undefined;
  #drawn: DrawnView | undefined;
  /** The links shown in the document, as JSON. */
  #linked: string | undefined;
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
    stage: () => this.#withSource((source) => this.#drawn?.showStage?.(source)),
    details: () => this.#drawDetails(),
    pointed: () => this.#point(undefined),
    masked: () => this.#row?.markMasked(this.#state.choices.masked),
    cursor: () => this.#row?.markCursor(this.#state.cursor),
    tools: () => this.#drawTools(),
    top: () => {
      this.#document.documentElement.scrollTop = 0;
    },
  };

  readonly #actions: ViewActions;

  /** Fills `root` and tells the host that the page is listening. */
  constructor(root: HTMLElement, host: PanelHost) {
    this.#host = host;
    this.#root = root;
    this.#document = root.ownerDocument;
    this.#state = new PanelState(host.getState());
    this.#saved = this.#state.choices;
    this.#actions = this.#listActions();
    this.#regions = drawPanelRegions(root, {
      onRetry: () => host.postMessage({ kind: "ready" }),
      onEscape: () => this.#apply(this.#state.unpin()),
    });
    this.#field = drawTextField({
      document: this.#document,
      onSubmit: (texts) => this.#apply(this.#state.write(texts)),
    });
    this.#regions.field.replaceChildren(this.#field.element);
    this.#tour = drawTourBox({
      document: this.#document,
      onVisit: (step) => this.#apply(this.#state.visit(step)),
      onWrite: () => this.#field.open(this.#state.input),
    });
    this.#regions.tour.replaceChildren(this.#tour.element);
    this.#drawTools();
    for (const request of this.#state.openingRequests) host.postMessage(request);
  }

  #listActions(): ViewActions {
    return {
      document: this.#document,
      focusOn: (position) => this.#state.focusOn(position),
      onPin: (focus) => this.#apply(this.#state.pin(focus)),
      onPoint: (focus) => this.#point(focus),
      onChange: (change, isDragging) => this.#apply(this.#state.changeControls(change, isDragging)),
      onChooseHeads: (heads, current) => this.#apply(this.#state.chooseHeads(heads, current)),
      onChooseStage: (stage) => this.#apply(this.#state.chooseStage(stage)),
      onSettleStage: () => this.#drawn?.settleStage?.(),
      onOpenHead: (head) => this.#openHead(head),
      onMask: (position) => this.#apply(this.#state.mask(position)),
      onUnmaskAll: () => this.#apply(this.#state.mask()),
      onCompare: (against) => this.#apply(this.#state.compare(against)),
      onPointHead: (head) => {
        // A picture also loses the focus when another view replaces it.
        if (this.#state.choices.view === "heads") this.#pointHead(head);
      },
    };
  }

  receive(message: ToPage): void {
    try {
      const post = (asked: FromPage) => this.#host.postMessage(asked);
      const page = drawOtherPage(message, { document: this.#document, post });
      if (page) replaceKeepingFocus(this.#root, [page]);
      else if (message.kind === "export") void this.#export(message.picture);
      else if (message.kind === "write") this.#field.open(this.#state.input);
      else if (message.kind === "tour") {
        this.#apply(this.#state.visit(0));
        this.#tour.focus();
      } else this.#apply(this.#state.receive(message));
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      this.#apply(this.#state.fail(error.message));
    }
  }

  async #export(picture: PictureKind | undefined): Promise<void> {
    const { view, picker } = this.#regions;
    const chosen = picker.querySelector("h2")?.textContent ?? undefined;
    this.#host.postMessage(await exportView({ state: this.#state, view, chosen, picture }));
  }

  #apply({ stale, requests }: PanelEffects): void {
    if (this.#state.choices !== this.#saved) {
      this.#saved = this.#state.choices;
      this.#host.setState(this.#saved);
    }
    for (const part of stale) this.#draw[part]();
    this.#tour.show(
      this.#state.choices.tour,
      this.#withSource((source) => source),
    );
    this.#regions.view.setAttribute("aria-busy", String(this.#state.isAwaiting));
    for (const request of requests) this.#host.postMessage(request);
    this.#link();
  }

  #drawTools(): void {
    const tools = drawTools(this.#state.choices, {
      document: this.#document,
      onFollow: (isOn) => this.#apply(this.#state.setFollow(isOn)),
      onKeep: (isOn) => this.#apply(this.#state.setKept(isOn)),
      onLink: (isOn) => this.#apply(this.#state.setLinked(isOn)),
      onExport: () => this.#host.postMessage({ kind: "export" }),
    });
    replaceKeepingFocus(this.#regions.tools, [this.#field.toggle, ...tools]);
  }

  /** Shows the chosen token's links in the document, and says what is shown. */
  #link(): void {
    const [links, tokens] = [this.#state.shownLinks, this.#state.input?.tokens ?? []];
    const shown = JSON.stringify(links);
    if (shown === this.#linked) return;
    this.#linked = shown;
    this.#regions.linked.replaceChildren(
      ...(links ? [drawLinksLegend(tokens, links, { document: this.#document })] : []),
    );
    this.#host.postMessage({ kind: "links", ...(links && { shown: links }) });
  }

  #drawInput(): void {
    const { input } = this.#state;
    if (!input) return;
    const document = this.#document;
    if (input.place === undefined) this.#field.follow(input);
    const header = drawInputHeader(input, { document });
    this.#lit = undefined;
    this.#row = drawTokenRow(input.tokens, {
      document,
      onPoint: (position) => this.#point(position === undefined ? undefined : this.#state.focusOn(position)),
      onPin: (position) => this.#actions.onPin(this.#state.focusOn(position)),
      onReveal: (position) => this.#reveal(position),
      onMask: (position) => this.#actions.onMask(position),
    });
    this.#row.markMasked(this.#state.choices.masked);
    this.#regions.showInput(header, this.#row.element);
  }

  /** The choice of what the view shows: one of the heads, or a stage of the vectors. */
  #drawPicker(): void {
    this.#withSource((source) => {
      replaceKeepingFocus(this.#regions.picker, this.#chosenView.drawPicker?.(source, this.#actions) ?? []);
    });
  }

  #drawControls(): void {
    this.#withSource((source) => {
      const controls = drawViewControls<ViewName>({
        document: this.#document,
        chosen: source.choices.view,
        labels: VIEW_LABELS,
        settings: this.#chosenView.drawSettings?.(source, this.#actions) ?? [],
        onChoose: (view) => this.#apply(this.#state.changeControls({ view })),
      });
      replaceKeepingFocus(this.#regions.controls, [controls]);
    });
  }

  #drawView(): void {
    this.#drawn = this.#withSource((source) => {
      this.#drawSummary(this.#chosenView.readShares?.(source));
      return this.#chosenView.draw(source, this.#actions);
    });
    replaceKeepingFocus(this.#regions.view, this.#drawn?.elements ?? []);
    this.#point(undefined);
  }

  get #chosenView(): PanelView {
    return PANEL_VIEWS[this.#state.choices.view];
  }

  /** Does nothing before there is a text. */
  #withSource<T>(draw: (source: ViewSource) => T): T | undefined {
    const { input, answers, choices, controls, chosenHead, chosenHeads, stage } = this.#state;
    return input && answers && draw({ input, answers, choices, controls, chosenHead, chosenHeads, stage });
  }

  #drawSummary(shares: PanelShares | undefined): void {
    this.#regions.summary.replaceChildren(...(shares ? [drawHeadSummary(shares, { document: this.#document })] : []));
  }

  #drawDetails(): void {
    const details = drawChosen(this.#state, {
      ...this.#actions,
      onUse: (position, text) => this.#host.postMessage({ kind: "use", position, text }),
      onReveal: (position) => this.#reveal(position),
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
    this.#drawn?.view?.isolate(shown);
    const { hint } = PANEL_VIEWS[choices.view];
    this.#regions.pointed.replaceChildren(
      ...(token
        ? [drawPieceText(token, { document: this.#document }), ` · ${describeToken(token)}`]
        : [typeof hint === "string" ? hint : hint(this.#state)]),
    );
  }

  #light(position: number | undefined): void {
    if (position === this.#lit) return;
    this.#lit = position;
    this.#host.postMessage({ kind: "point", ...(position !== undefined && { position }) });
  }

  /** Names a head and says where it looks; without one, the chosen head. */
  #pointHead(head: HeadChoice | undefined): void {
    this.#withSource((source) => {
      const pointed = { ...source, chosenHead: head ?? source.chosenHead };
      const { drawPicker, readShares } = this.#chosenView;
      this.#regions.picker.replaceChildren(...(drawPicker?.(pointed, this.#actions) ?? []));
      this.#drawSummary(readShares?.(pointed));
    });
  }

  #openHead(head: HeadChoice): void {
    this.#apply(this.#state.openHead(head));
    const key = `head:${head.layer}:${head.head}`;
    this.#regions.picker.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
  }

  #reveal(position: number): void {
    this.#host.postMessage({ kind: "reveal", position });
  }
}
