import type { FoundSlips } from "../../tasks/slips/slipsRequest";
import type { AnswerCache } from "./kept/answerCache";
import { type SealedSlips, sealSlips, unsealSlips } from "./kept/sealedSlips";

/**
 * What was found in sentences, by the name of each. That there are no slips is kept as a number; what is to stand in
 * place of a slip is text, and is kept sealed under the sentence.
 */
export class KnownSlips {
  readonly #answers: AnswerCache<FoundSlips>;
  readonly #sealed: AnswerCache<SealedSlips>;

  constructor(answers: AnswerCache<FoundSlips>, sealed: AnswerCache<SealedSlips>) {
    this.#answers = answers;
    this.#sealed = sealed;
  }

  async open(): Promise<void> {
    await Promise.all([this.#answers.open(), this.#sealed.open()]);
  }

  find(name: string): FoundSlips | undefined {
    return this.#answers.find(name) ?? this.#unseal(name);
  }

  add(name: string, found: FoundSlips): void {
    this.#answers.add(name, found);
    const sealed = found.slips.length === 0 ? undefined : sealSlips(this.#sealed.deriveKey(name), found);
    if (sealed !== undefined) this.#sealed.add(name, sealed);
  }

  async close(): Promise<void> {
    await Promise.all([this.#answers.close(), this.#sealed.close()]);
  }

  #unseal(name: string): FoundSlips | undefined {
    const sealed = this.#sealed.find(name);
    const found = sealed && unsealSlips(this.#sealed.deriveKey(name), sealed);
    if (found !== undefined) this.#answers.add(name, found);
    return found;
  }
}
