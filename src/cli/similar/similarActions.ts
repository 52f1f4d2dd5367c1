/** What `cloze similar` and `cloze repeats` run. */
export { repeatedSentences } from "./repeatedSentences";
export { similarSentences } from "./similarSentences";
