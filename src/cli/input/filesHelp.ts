/** What the help of commands says of the files they take. Apart from `listFiles`, which is loaded when files are read. */
export const FILES_HELP =
  "files, folders (all documents in them, except in node_modules and those of version control), patterns, or - for standard input";
