/** Every command in package.json; a test compares the two lists. */
export const COMMANDS = {
  fillMask: "cloze.fillMask",
  checkNextSentence: "cloze.checkNextSentence",
  hideNextSentence: "cloze.hideNextSentence",
  copyNextSentence: "cloze.copyNextSentence",
  showAttention: "cloze.showAttention",
  checkTone: "cloze.checkTone",
  checkWorkspaceTone: "cloze.checkWorkspaceTone",
  toggleTone: "cloze.toggleTone",
  acceptSentence: "cloze.acceptSentence",
  insertDisable: "cloze.insertDisable",
  listAccepted: "cloze.listAccepted",
  markAgain: "cloze.markAgain",
  openSample: "cloze.openSample",
  showStatus: "cloze.showStatus",
  showLog: "cloze.showLog",
  restartEngine: "cloze.restartEngine",
} as const;
