/** What the games are played on where no text is open: two subjects, so that some pairs can be told. */
// eslint-disable-next-line language/untranslated -- the language that the model reads
export const SAMPLE_PASSAGE = `The lighthouse stood at the end of a long pier. Every evening the keeper climbed the stairs and lit the lamp. Its light could be seen from ships twenty miles away. When fog came in from the sea, he rang a heavy bell. In winter, ice covered the rocks below and the waves broke over the wall.

Bread needs only flour, water, salt and yeast. The dough is kneaded until it is smooth and left to rise in a warm place. After an hour it has doubled in size and is shaped into a loaf. The oven must be very hot before the bread goes in. It is done when it sounds hollow as you knock on the bottom.
`;
