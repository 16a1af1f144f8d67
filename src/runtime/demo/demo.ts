import { readFile } from 'node:fs/promises'
import type { CardFile } from '#bot'
import type { App } from '../../app.ts'
import type { Log } from '../../base/log.ts'
import { readPeopleFile } from '../../files/people-file.ts'
import { demoIsDue } from '../../store/settings.ts'
import { recognise } from '../../verification/access/actors.ts'
import { confirmPlan } from '../../verification/confirm.ts'
import { inTransaction } from '../../verification/context.ts'
import { planImport } from '../../verification/imports/imports.ts'
import { seedDemo } from './history.ts'

const exportFile = new URL('../../files/demo/anstallda.csv', import.meta.url)
const newcomers = new URL('../../files/demo/nyanstallda.csv', import.meta.url)

/**
 * Loads the fictional company into an empty database, by an ordinary import, and adds its history. All or nothing, and
 * once, however many processes start on the database.
 */
export async function loadDemo(app: App, log: Log): Promise<void> {
  await app.service.db.transaction(async (tx) => {
    if (!(await demoIsDue(tx))) return
    const read = await readPeopleFile(new Uint8Array(await readFile(exportFile)))
    if (!read.ok) throw new Error(`The demo file cannot be read: ${read.problem.code}`)
    const service = inTransaction(app.service, tx)
    const operator = { platform: 'console', workspace: 'local', user: 'operator', standing: 'member' } as const
    const ctx = { ...service, actor: await recognise(service, operator) }
    const { plan } = await planImport(ctx, { fileName: 'anstallda.csv', rows: read.file.rows })
    await confirmPlan(ctx, plan!.code)
    await seedDemo(ctx)
    log.info({ rows: read.file.rows.length }, 'The fictional company has been loaded')
  })
}

/** A file with a few new employees of the fictional company, to try an import with. */
export async function demoFile(): Promise<CardFile> {
  return {
    name: 'exempel.csv',
    type: 'text/csv; charset=windows-1252',
    bytes: new Uint8Array(await readFile(newcomers)),
  }
}
