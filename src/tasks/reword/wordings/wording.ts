/** Words that may be written in another way. */
export interface Wording {
  /** Global; its matches are whole words. */
  readonly pattern: RegExp;
  /** The ways, by what stands in the text, in small letters. An empty one drops it. */
  readonly write: (found: string) => readonly string[];
}
