/** In UTF-16 units, as inputs and databases count: a kanji with its variation selector has up to four. */
export const nameAtMost = 80
export const kanaAtMost = 120
