/** The source that the Problems view and other extensions see on Cloze's marks. */
export const MARK_SOURCE = "Cloze";
