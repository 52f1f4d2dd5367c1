/** What `cloze answer` and `cloze tag` run. */
export { answerFiles } from "./answerFiles";
export { tagFiles } from "./tagFiles";
