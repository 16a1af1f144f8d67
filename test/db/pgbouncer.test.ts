import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { open, openServer, rows } from '../../src/db/open.ts'
import { pgbouncer, startPgBouncer } from '../support/database/pgbouncer.ts'
import { type Postgres, startPostgres } from '../support/database/postgres.ts'
import { needs } from '../support/needs.ts'

const dataDir = '/nowhere'

needs('pgbouncer', pgbouncer).describe('behind PgBouncer', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())

  it('works in session mode, with the settings and limits of each session', async () => {
    const pooler = await startPgBouncer(server.url, 'session')
    const database = await open({ databaseUrl: pooler.url, dataDir })
    try {
      await migrate(database)
      await database.db.execute(sql`insert into companies (number, name, created_at) values ('1', 'Åkeri Öst', now())`)
      for (let n = 0; n < 3; n++)
        expect(await rows(database.keyed, sql`select name from companies where number = ${'1'}`)).toHaveLength(1)
      const shown = await Promise.all(
        Array.from({ length: 8 }, () =>
          rows(
            database.db,
            sql`select current_setting('synchronous_commit') as commit, current_setting('statement_timeout') as limit`,
          ),
        ),
      )
      expect(shown.flat()).toEqual(Array(8).fill({ commit: 'on', limit: '30s' }))
    } finally {
      await database.close()
      await pooler.stop()
    }
  })

  it('is refused in transaction mode, with the reason and what to do', async () => {
    const pooler = await startPgBouncer(server.url, 'transaction')
    try {
      const opened = open({ databaseUrl: pooler.url, dataDir })
      await expect(opened).rejects.toThrow(/^DATABASE_URL: .*pooler.*session mode/)
    } finally {
      await pooler.stop()
    }
  })

  it('is refused in transaction mode also while others use it', async () => {
    const pooler = await startPgBouncer(server.url, 'transaction')
    const other = openServer(pooler.url, { max: 5 })
    let busy = true
    const work = Array.from({ length: 5 }, async () => {
      while (busy) await other.db.execute(sql`select pg_sleep(0.002)`)
    })
    try {
      await expect(open({ databaseUrl: pooler.url, dataDir })).rejects.toThrow(/pooler/)
    } finally {
      busy = false
      await Promise.all(work)
      await other.close()
      await pooler.stop()
    }
  })
})
