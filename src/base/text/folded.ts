/**
 * A text in lower case, without accents, spaces and punctuation, as the cells of a file and the names of companies are
 * compared. `@` and `.` stay, so that an address is still one.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]/gu, '')
