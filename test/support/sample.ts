/**
 * Every `step`-th of a table's cells for `npm test`, the first among them; all of them in the long tests. Neighbours
 * in a table differ in little, so a fault of a kind shows in some of those that are left.
 */
export const sample = <T>(cells: readonly T[], step: number): T[] =>
  cells.filter((_, at) => process.env.LONG || at % step === 0)
