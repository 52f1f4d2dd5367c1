/** What `cloze answer`, `cloze tag` and `cloze pairs` run. */
export { answerFiles } from "./answerFiles";
export { pairFiles } from "./pairFiles";
export { tagFiles } from "./tagFiles";
