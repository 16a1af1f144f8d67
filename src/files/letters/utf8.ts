/** How many bytes a character takes in UTF-8 by its first one; 1 also for a byte that begins none. */
export const lengthOfSequence = (byte: number): number =>
  byte < 0xc2 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 1
