import { SQL, StringChunk, sql } from 'drizzle-orm'
import type { Db } from '../../src/db/open.ts'
import type { WorkerParts } from '../../src/jobs/parts.ts'
import type { Mailer } from '../../src/mail/mailer.ts'

/**
 * Each mutant breaks one rule of the engine from outside, by rewriting a statement on its way to the database or by
 * changing an outcome of the mail server. A fault test that passes with its mutant would prove nothing.
 */
export const mutants: Record<string, (parts: WorkerParts) => WorkerParts> = {
  /** The commit check changes nothing. */
  'commit check left out': (parts) =>
    rewriting(parts, [["update deliveries d set state = 'committing'", "update deliveries d set state = 'claimed'"]]),
  /** A worker whose delivery was taken back may still commit: neither fence nor lease is checked. */
  'fence and lease ignored': (parts) =>
    rewriting(parts, [
      ["and d.fence = m.f and coalesce(d.state, '') = 'claimed'", 'and d.lease_owner is not null'],
      ['and d.lease_until > clock_timestamp() and s.id', 'and s.id'],
      ['and d.fence = r.f and', 'and'],
    ]),
  /** Nobody takes back the deliveries of dead workers. */
  'no recovery': (parts) =>
    rewriting(parts, [['for update of d skip locked limit 2000', 'for update of d skip locked limit 0']]),
  /** A committing delivery of a dead worker is queued again as if it could not have been sent. */
  'uncertain attempt forgotten': (parts) =>
    rewriting(parts, [["doubts = d.doubts + (d.state = 'committing')::int", 'doubts = d.doubts']]),
  /** A connection lost after the final dot counts as sent. */
  'uncertain taken for sent': (parts) => ({ ...parts, mailer: believing(parts.mailer) }),
  /** Commits are acknowledged before they are on disk. */
  'asynchronous commit': (parts) => ({
    ...parts,
    service: {
      ...parts.service,
      db: rewritten(parts.service.db, (query) => query, 'set local synchronous_commit to off'),
      keyed: rewritten(parts.service.db, (query) => query, 'set local synchronous_commit to off'),
    },
  }),
  /** The commit check does not ask whether the send is running. */
  'stop ignored': (parts) =>
    rewriting(parts, [["and s.id = d.send_id and s.state = 'running' and p.id", 'and s.id = d.send_id and p.id']]),
  /** The commit check does not ask whether the person has verified. */
  'verification ignored': (parts) =>
    rewriting(parts, [
      ["and (p.verified_at is null or d.action = 'code') and p.email_key", 'and p.email_key'],
      ['p.verified_at is not null as verified, p.connected_by', 'false as verified, p.connected_by'],
    ]),
}

function believing(mailer: Mailer): Mailer {
  return {
    ...mailer,
    open: () => {
      const slot = mailer.open()
      return {
        ...slot,
        async send(letter, mayCommit) {
          const outcome = await slot.send(letter, mayCommit)
          return outcome.kind === 'unknown' ? { kind: 'accepted', code: 250 } : outcome
        },
      }
    },
  }
}

function rewriting(parts: WorkerParts, changes: [string, string][]): WorkerParts {
  const change = (text: string) => changes.reduce((now, [from, to]) => now.replace(from, to), text)
  const { db, keyed } = parts.service
  return { ...parts, service: { ...parts.service, db: rewritten(db, change), keyed: rewritten(keyed, change) } }
}

/** The same database, with every raw statement changed before it is sent, and perhaps another one run before it. */
function rewritten(db: Db, change: (text: string) => string, ahead?: string): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'execute') {
        const execute = (query: SQL) => target.execute(rewriteQuery(query, change))
        if (!ahead) return execute
        return (query: SQL) =>
          target.transaction(async (tx) => {
            await tx.execute(sql.raw(ahead))
            return tx.execute(rewriteQuery(query, change))
          })
      }
      if (name === 'transaction') {
        return (run: (tx: Db) => Promise<unknown>) =>
          target.transaction(async (tx) => {
            if (ahead) await tx.execute(sql.raw(ahead))
            return run(rewritten(tx, change))
          })
      }
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function rewriteQuery(query: SQL, change: (text: string) => string): SQL {
  return new SQL(
    query.queryChunks.map((chunk) => {
      if (chunk instanceof SQL) return rewriteQuery(chunk, change)
      return chunk instanceof StringChunk
        ? new StringChunk(chunk.value.map((text) => change(text.replace(/\s+/g, ' '))))
        : chunk
    }),
  )
}
