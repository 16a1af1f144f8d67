import { readFileSync } from 'node:fs'
import { readPeopleFile } from '../../../src/files/people-file.ts'

/** Reads one file in a process of its own, and tells what came of it and the most memory it took, in megabytes. */
const { path } = JSON.parse(process.argv[2]!) as { path: string }
const read = await readPeopleFile(readFileSync(path))
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
process.send?.({ read: { outcome: read.ok ? read.file.rows.length : read.problem.code, megabytes } })
process.disconnect?.()
