/** What asks the hub, in a file of its own: the extension loads it when a person asks for a model, and not before. */
export { createHubAccess } from "./library/download/hubAccess";
