// postgres.test.ts runs this as a program: it starts a server, reports where it is, and keeps running.
import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { startPostgres } from './postgres.ts'

const server = await startPostgres({ fsync: false })
const client = postgres(server.url, { max: 1 })
const [shown] = await client`show data_directory`
const folder = String(shown?.data_directory)
process.send?.({ folder, pid: Number(readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[0]) })
