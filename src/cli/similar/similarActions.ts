/** What `cloze similar`, `cloze repeats` and `cloze senses` run. */
export { repeatedSentences } from "./repeatedSentences";
export { similarSentences } from "./similarSentences";
export { wordSenses } from "./wordSenses";
