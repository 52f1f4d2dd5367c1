/* eslint-disable language/untranslated -- told apart by what receives them, which says it in words of its own */
/** Reasons for a device or a precision that the editor tells apart from all others: they are the same in every language. */
export const ASKED_FOR = "asked for";
export const NOT_TRIED = "other devices have not been tried yet";
