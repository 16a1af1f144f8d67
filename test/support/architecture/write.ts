import { readFileSync, writeFileSync } from 'node:fs'
import { withTable } from './readme.ts'

/** `npm run docs`: writes what documents say of the code, from the code. */
const map = new URL('../../../src/README.md', import.meta.url)
writeFileSync(map, withTable(readFileSync(map, 'utf8')))
