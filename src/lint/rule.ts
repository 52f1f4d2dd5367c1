import type { Requests } from "../engine/protocol/requests";
import type { SentenceAnswer, SentenceRequest } from "../engine/protocol/sentenceRequests";
import type { Sentence } from "../text/spans/sentence";
import type { DocumentPhrases } from "./documentPhrases";
import type { Finding } from "./finding";
import type { Reason } from "./reason";
import type { Level, Severity } from "./ruleSetting";

export interface RuleOptions {
  /** Least score of a finding, 0..1. */
  readonly threshold: number;
  /** Pairs of words that are never marked, in small letters. */
  readonly never?: ReadonlySet<string>;
  /** The document around the sentence. Default: the rule sees the sentence alone. */
  readonly phrases?: Pick<DocumentPhrases, "isElsewhere" | "countElsewhere">;
  /** The text of the document that the sentence is in. Default: code is quoted as the word that stands for it. */
  readonly document?: string;
}

export interface ExplainOptions extends RuleOptions {
  /** How the model that answers writes its mask: "[MASK]". Empty if it has none: a hidden word is then left out. */
  readonly mask: string;
}

/** A rule, whichever request it needs. */
export type Rule = RuleFor<SentenceRequest>;

/**
 * A check of single sentences, which rests on the answers to request `K`. The caller finds the sentences, asks the
 * engine what the rule needs, remembers the answers and shows the findings; it knows no rule by name.
 *
 * Its functions are methods so that one list can hold rules that need different requests. Callers keep the promise
 * that the compiler then cannot check: an answer comes from the request that the rule needs.
 */
export interface RuleFor<K extends SentenceRequest> {
  /** Names the rule in marks, output and settings: "tone/negative". */
  readonly id: string;
  /** Names the rule in tools that want one word: "NegativeTone". */
  readonly name: string;
  /** What the rule points at, as a phrase: "A sentence that reads negative". */
  readonly description: string;
  /** The page about the rule, relative to the extension's folder. */
  readonly page: string;
  /** What `never` names, for a rule about pairs of words: "Pairs of …". Absent from any other rule. */
  readonly pairs?: string;
  /** How a mark is shown, unless settings say otherwise. Default: as `DEFAULT_RULE_SETTING` says. */
  readonly severity?: Severity;
  /** Least score of a finding at each level but "off"; the default level is "some". */
  readonly thresholds: Readonly<Record<Exclude<Level, "off">, number>>;
  /** The request that answers the rule. */
  readonly needs: {
    readonly request: K;
    /** Which of the user's two models the request goes to. */
    readonly model: "text" | "tone";
    /** The request takes what stands in the document where the sentence has a placeholder. */
    readonly hidden?: true;
    /** What the request is asked besides model and sentences. */
    readonly params?: Omit<Requests[K]["params"], "model" | "sentences">;
  };

  /** @throws {RangeError} for a threshold outside 0..1. */
  listFindings(sentence: Sentence, answer: SentenceAnswer<K>, options: RuleOptions): readonly Finding[];

  /**
   * Why the rule points at this sentence; absent from a rule whose findings explain themselves.
   *
   * @param ask - Gets the answers for other texts, in order: the sentence with a word hidden, for example.
   */
  explain?(
    sentence: Sentence,
    options: ExplainOptions,
    ask: (texts: readonly string[]) => Promise<readonly SentenceAnswer<K>[]>,
  ): Promise<Reason>;
}
