/** What the commands about the library do, in one part that is loaded when one of them is asked for. */
export { listKnown } from "./listKnown";
export { listModels } from "./listModels";
export { printPath } from "./printPath";
export { pullModel } from "./pullModel";
export { removeCached } from "./removeCached";
export { searchModels } from "./searchModels";
export { describeFiles, verifyFiles } from "./verifyFiles";
