/** What the Problems view and other extensions know Cloze's marks by. */
export const MARK_SOURCE = "Cloze";
