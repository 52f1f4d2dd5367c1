/** What asks the hub, in a file of its own: the extension loads it when a person asks for a model, and not before. */
/** What it says is said in the language of whoever loads it. */
export { speak } from "./language/speak";
export { createHubAccess } from "./library/download/hubAccess";
