import { readFile } from 'node:fs/promises'
import { fileLimits } from '../../../src/files/limits.ts'
import { readPeopleFile } from '../../../src/files/people-file.ts'
import { inBatches } from '../../../src/verification/imports/survey/batches.ts'
import { surveyRows } from '../../../src/verification/imports/survey/survey.ts'

/** Reads the file at the path as the terminal does, goes through its rows twice, and prints what it has seen. */
const bytes = await readFile(process.argv[2]!)
const read = await readPeopleFile(bytes, () => false, { limits: fileLimits.terminal })
if (!read.ok) throw new Error(read.problem.code)
const { rows } = read.file
const { companies } = await surveyRows(rows, {})
let last = ''
for (const part of inBatches(rows, 1000)) last = part.at(-1)!.cells.number!
console.log(JSON.stringify({ rows: rows.length, companies: companies.length, last }))
