/** What speaks the Model Context Protocol, in a file of its own: the command line loads it for `cloze mcp`, and not before. */
export { serveMcp } from "./mcp/serveMcp";
