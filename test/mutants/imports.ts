import type { Mutant } from './rights.ts'

/** Of what files really hold: numbers and letters that were mangled, what a sheet hides, what must not be shown. */
export const mutantsOfImports: Mutant[] = [
  // People made out of mangled numbers.
  {
    what: 'that a number without its zeros is asked about',
    file: 'src/verification/imports/outcomes.ts',
    from: 'if (zeros.length > 0 && (isUnlike || !this.zeros.areTheSame))',
    to: 'if (zeros.length > 99)',
    caughtBy: 'dialogs/imports/numbers',
  },
  {
    what: 'that all others of the company are filled up with zeros',
    file: 'src/verification/imports/meant.ts',
    from: 'return inFile?.filledUp(row)',
    to: 'return undefined',
    caughtBy: 'dialogs/imports/numbers',
  },
  {
    what: 'that a number with an exponent has lost digits',
    file: 'src/verification/imports/cells/number.ts',
    from: "/^\\d[.,]\\d+E\\d+$/i.test(bare)) return { fault: 'lost_digits' }",
    to: '/^\\d[.,]\\d+E\\d+$/i.test(bare)) return { text: bare }',
    caughtBy: 'verification/imports/cells/number',
  },
  {
    what: 'the company whose name or number is nearly another one',
    file: 'src/verification/imports/founding.ts',
    from: 'if (slip) return likely(slip.company)',
    to: '',
    caughtBy: 'dialogs/imports/warnings',
  },
  // Personal identity numbers.
  {
    what: 'that what looks like a personal identity number is not given back',
    file: 'src/commands/imports/correct.ts',
    from: "(looksPersonal(cell) ? '' : cell)",
    to: 'cell',
    caughtBy: 'dialogs/imports/numbers',
  },
  {
    what: 'that samples of columns that are not read are masked',
    file: 'src/commands/imports/columns-card.ts',
    from: "(looksPersonal(cell) ? cell.replace(/\\p{N}/gu, '•') : cell)",
    to: 'cell',
    caughtBy: 'dialogs/imports/headerless',
  },
  {
    what: 'the texts beside the cells of a workbook',
    file: 'src/files/workbook/sheets.ts',
    from: 'if (aside && !problem) return',
    to: 'if (aside && problem) return',
    caughtBy: 'files/workbook/asides',
  },
  // What a sheet does not show.
  {
    what: 'a formula without a stored result',
    file: 'src/files/workbook/marks.mjs',
    from: 'this.#row.noResult.push(this.#column)',
    to: '{}',
    caughtBy: 'files/workbook/workbook',
  },
  {
    what: 'that hidden rows are left out if somebody says so',
    file: 'src/files/workbook/rows/hidden-rows.ts',
    from: "hidden === 'skip' ? this.byHand : []",
    to: '[]',
    caughtBy: 'dialogs/imports/hidden-rows',
  },
  {
    what: 'that a filter hides rows',
    file: 'src/files/workbook/rows/hidden-rows.ts',
    from: '      this.filtered.add(line)\n    }',
    to: '    }',
    caughtBy: 'dialogs/imports/hidden-rows',
  },
  // Columns.
  {
    what: 'that two columns of a file without a header have changed places',
    file: 'src/files/table/known.ts',
    from: 'return moved.length > 0 ? { moved }',
    to: 'return moved.length > 99 ? { moved }',
    caughtBy: 'dialogs/imports/headerless',
  },
  {
    what: 'that the cells below two headers have changed places',
    file: 'src/files/table/settle.ts',
    from: 'swapped ??\n    unclearIn',
    to: 'unclearIn',
    caughtBy: 'files/table/swapped',
  },
  {
    what: 'a column that may say who has left',
    file: 'src/files/table/unclear.ts',
    from: 'return meant.some((guard) => !contradicts(guard, look))',
    to: 'return meant.length > 99 && contradicts(meant[0]!, look)',
    caughtBy: 'files/table/unclear',
  },
  {
    what: 'that a day with two readings is asked about',
    file: 'src/verification/imports/cells/days.ts',
    from: "return days.length > 1 ? 'two' : (days[0] ?? null)",
    to: 'return days[0] ?? null',
    caughtBy: 'dialogs/imports/named',
  },
  // Letters and addresses.
  {
    what: 'text that was encoded twice',
    file: 'src/files/letters/twice.ts',
    from: 'return best.sure > 0 ?',
    to: 'return best.sure > 1e9 ?',
    caughtBy: 'files/letters/misread',
  },
  {
    what: 'letters that a web page has spelt in its own way',
    file: 'src/files/letters/repair.ts',
    from: 'if (isOfPage && !list.includes(entities))',
    to: 'if (isOfPage && list.includes(entities))',
    caughtBy: 'files/letters/entities',
  },
  {
    what: 'that a likely slip in an address is only proposed',
    file: 'src/verification/imports/cells/address.ts',
    from: "if (mended.ok) return { why: 'typo', proposal: mended.email }",
    to: 'if (mended.ok) return { address: mended }',
    caughtBy: 'dialogs/imports/corrections',
  },
  // Who gets what, and for how long.
  {
    what: 'that rows to be corrected are for whoever imported them',
    file: 'src/verification/imports/kept/corrections.ts',
    from: 'if (plan.requester !== ctx.actor.id) throw',
    to: 'if (plan.requester === undefined) throw',
    caughtBy: 'dialogs/imports/corrections',
  },
  {
    what: 'that rows to be corrected are kept for seven days',
    file: 'src/verification/records/retained.ts',
    from: 'importsBefore(ago(7))}',
    to: 'importsBefore(ago(70))}',
    caughtBy: 'dialogs/imports/corrections',
  },
  {
    what: 'that a file is answered about by its sender alone',
    file: 'src/verification/imports/kept/files.ts',
    from: 'and(eq(importFiles.code, code.toUpperCase()), eq(importFiles.requester, ctx.actor.id))',
    to: 'and(eq(importFiles.code, code.toUpperCase()))',
    caughtBy: 'dialogs/imports/files',
  },
  {
    what: 'that corrected rows are no complete list',
    file: 'src/verification/imports/warnings/half-companies.ts',
    from: ' || row?.origin',
    to: '',
    caughtBy: 'dialogs/imports/corrections',
  },
]
