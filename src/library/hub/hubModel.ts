/** A file of a model on the hub. */
export interface HubFile {
  readonly name: string;
  readonly bytes: number;
  /** `sha256`: of its bytes, in 64 digits; `git`: of the blob that Git makes of them, SHA-1 in 40 digits. */
  readonly algorithm: HashAlgorithm;
  /** Hexadecimal. In the cache it is the name of the file's bytes. */
  readonly hash: string;
}

export type HashAlgorithm = "sha256" | "git";

/** What the hub says of a model. It says what it likes: nothing here is a path or a command. */
export interface HubModel {
  /** `owner/name`, as the hub spells it. */
  readonly repo: string;
  /** Branch, tag or commit that was asked for. */
  readonly revision: string;
  /** The commit that it means now. */
  readonly commit: string;
  readonly license: string | undefined;
  /** Codes such as "en". */
  readonly languages: readonly string[];
  /** Such as "fill-mask". */
  readonly task: string | undefined;
  /** Such as "bert". */
  readonly kind: string | undefined;
  /** Such as "BertForMaskedLM". */
  readonly architectures: readonly string[];
  /** Those that Cloze reads, and no others. */
  readonly files: readonly HubFile[];
  /** Why Cloze cannot run it, as far as that is seen before it is fetched: a sentence without a full stop. */
  readonly lack: string | undefined;
}

/** A model that was found by a search. */
export interface HubResult extends Pick<
  HubModel,
  "repo" | "license" | "languages" | "task" | "kind" | "architectures"
> {
  /** Times it was fetched in the last month. */
  readonly downloads: number;
  /** Number of weights; `undefined` if the hub does not say. */
  readonly parameters: number | undefined;
}
