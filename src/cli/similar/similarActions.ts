/** What `cloze similar`, `cloze repeats`, `cloze contradict` and `cloze senses` run. */
export { contradictingSentences } from "./contradictingSentences";
export { repeatedSentences } from "./repeatedSentences";
export { similarSentences } from "./similarSentences";
export { wordSenses } from "./wordSenses";
