import type { Focus } from "../answers/attentionMap";
import type { PanelAnswers } from "../answers/panelAnswers";
import type { TokenView, TokenViewOptions } from "../marks/tokenView";
import type { HeadChoice, PanelInput, PanelShares } from "../messages";
import type { Against } from "../messages/compared";
import type { ControlChoices, PanelChoices } from "../state/panelChoices";

/** What a view is drawn from. */
export interface ViewSource {
  readonly input: PanelInput;
  readonly answers: PanelAnswers;
  readonly choices: PanelChoices;
  /** The choices with their defaults filled in. */
  readonly controls: ControlChoices;
  /** The head chosen last. */
  readonly chosenHead: HeadChoice;
  /** The heads whose mean is shown, by layer and head. */
  readonly chosenHeads: readonly HeadChoice[];
  /** The stage of the vectors chosen. */
  readonly stage: number;
}

/** What a view may do. */
export interface ViewActions extends TokenViewOptions {
  readonly focusOn: (position: number) => Focus;
  /** @param isDragging - The control stays the same element while it is dragged. */
  readonly onChange: (change: Partial<PanelChoices>, isDragging?: boolean) => void;
  /** @param current - The one of the heads that was chosen last. */
  readonly onChooseHeads: (heads: readonly HeadChoice[], current: HeadChoice) => void;
  readonly onChooseStage: (stage: number) => void;
  /** What was dragged has come to rest. */
  readonly onSettleStage: () => void;
  /** Shows one head as a matrix. */
  readonly onOpenHead: (head: HeadChoice) => void;
  /** Masks the word of a token, or takes its masks away again. */
  readonly onMask: (position: number) => void;
  readonly onUnmaskAll: () => void;
  readonly onCompare: (against: Against) => void;
  /** Names a head and says where it looks; without one, the chosen head. */
  readonly onPointHead: (head: HeadChoice | undefined) => void;
}

/** What a view has drawn. */
export interface DrawnView {
  readonly elements: readonly HTMLElement[];
  /** Brings one token forward; absent where every token is always shown. */
  readonly view?: TokenView;
  /** Shows another stage, or what else is dragged, in the same elements. */
  readonly showStage?: (source: ViewSource) => void;
  /** Draws what takes too long to be drawn while something is dragged. */
  readonly settleStage?: () => void;
}

/** What a hint depends on. */
interface HintSource {
  readonly input: PanelInput | undefined;
  readonly choices: PanelChoices;
}

/** One of the views that the panel offers, without anything it keeps: choices and answers are the state's. */
export interface PanelView {
  /** As it is called in the choice of views. */
  readonly label: string;
  /** Said while nothing is pointed at. */
  readonly hint: string | ((source: HintSource) => string);
  /** The choice of what is shown: a head, a layer. */
  readonly drawPicker?: (source: ViewSource, actions: ViewActions) => readonly HTMLElement[];
  /** The settings of this view alone, beside the choice of views. */
  readonly drawSettings?: (source: ViewSource, actions: ViewActions) => readonly HTMLElement[];
  /** Where the head that is shown looks. */
  readonly readShares?: (source: ViewSource) => PanelShares | undefined;
  /** @returns `undefined` while its answer has not come. */
  readonly draw: (source: ViewSource, actions: ViewActions) => DrawnView | undefined;
}
