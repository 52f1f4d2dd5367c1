/** The text that the panel shows. */
export interface PanelText {
  readonly text: string;
  readonly pair?: string;
  /** See `PanelInput.place`. */
  readonly place?: string;
  /** See `PanelInput.isUnsaved`. */
  readonly isUnsaved?: true;
}
