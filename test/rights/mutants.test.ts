import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, inject, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Minutes: LONG=1 runs each mutant; otherwise it is only seen that there still is what it would take away. */
const long = process.env.LONG === '1'

interface Mutant {
  what: string
  file: string
  from: string
  to: string
  /** The test that has to fail. */
  caughtBy: string
}

const mutants: Mutant[] = [
  {
    what: 'the scope check',
    file: 'src/verification/people/selection.ts',
    from: "export function inScope(actor: Scope): SQL {\n  if (actor.companies === 'all')",
    to: 'export function inScope(actor: Scope): SQL {\n  if (actor)',
    caughtBy: 'scope',
  },
  {
    what: 'the scope of a whole list',
    file: 'src/verification/people/selection.ts',
    from: "  if (companies === 'all') return true",
    to: '  if (companies) return true',
    caughtBy: 'presses',
  },
  {
    what: 'the protection of an identity',
    file: 'src/verification/people/selection.ts',
    from: "  actor.role === 'owner' ? inScope(actor)",
    to: '  actor.role ? inScope(actor)',
    caughtBy: 'scope',
  },
  {
    what: 'the requester check',
    file: 'src/verification/plans/plans.ts',
    from: 'if (plan.requester !== ctx.actor.id)',
    to: 'if (plan.requester === 0)',
    caughtBy: 'presses',
  },
  {
    what: 'the lock of a plan',
    file: 'src/verification/plans/plans.ts',
    from: "eq(plans.code, code.toUpperCase())).for('update')",
    to: 'eq(plans.code, code.toUpperCase()))',
    caughtBy: 'presses',
  },
  {
    what: 'the second human',
    file: 'src/verification/access/actors.ts',
    from: 'export async function sameHuman(db: Db, a: number, b: number): Promise<boolean> {',
    to: 'export async function sameHuman(db: Db, a: number, b: number): Promise<boolean> {\n  if (db) return a === b',
    caughtBy: 'presses',
  },
  {
    what: 'the requester’s right at approval',
    file: 'src/verification/sends/confirm.ts',
    from: '    await refuseDemoted(tx, ctx, plan)\n',
    to: '',
    caughtBy: 'presses',
  },
  {
    what: 'the transaction around the audit',
    file: 'src/verification/audit.ts',
    from: '  await tx.insert(audit).values({ ...entry, previous, hash: hashOf(previous, entry) })',
    to: '  await by.db.insert(audit).values({ ...entry, previous, hash: hashOf(previous, entry) }).catch(() => {})',
    caughtBy: 'audit',
  },
  {
    what: 'the trace of a refusal',
    file: 'src/conversation/answer.ts',
    from: "    if (meant) await traceRefusal({ ...parts.service, actor }, meant, 'not_allowed')\n",
    to: '',
    caughtBy: 'audit',
  },
  {
    what: 'the guard of personal numbers',
    file: 'src/conversation/redact.ts',
    from: 'text.includes(marker) || findPersonalNumber(text) !== null',
    to: 'text.includes(marker)',
    caughtBy: 'privacy',
  },
  {
    what: 'the guard of the inbox',
    file: 'src/conversation/inbox.ts',
    from: 'body: withoutPersonalNumbers(body)',
    to: 'body',
    caughtBy: 'privacy',
  },
  {
    what: 'the asker in the name of an answer',
    file: 'src/store/answers.ts',
    from: 'who.user}',
    to: 'who.platform}',
    caughtBy: 'privacy',
  },
  {
    what: 'the privacy of answers in a channel',
    file: 'src/conversation/answer.ts',
    from: "command.shows === 'people' || where.external === true",
    to: 'where.external === true',
    caughtBy: 'privacy',
  },
  {
    what: 'the lock of a click',
    file: 'src/verification/links/links.ts',
    from: '    await lockPeople(tx, [known.personId])\n',
    to: '',
    caughtBy: 'links',
  },
  {
    what: 'the address of a link',
    file: 'src/verification/links/links.ts',
    from: ' || found.emailKey !== found.personKey',
    to: '',
    caughtBy: 'links',
  },
  {
    what: 'the end of a link',
    file: 'src/verification/links/links.ts',
    from: "expiresAt <= service.clock() ? 'expired' : 'live'",
    to: "expiresAt <= new Date(0) ? 'expired' : 'live'",
    caughtBy: 'links',
  },
  {
    what: 'the three tries',
    file: 'src/verification/access/account-links.ts',
    from: 'const mostWrong = 3',
    to: 'const mostWrong = 300',
    caughtBy: 'own',
  },
  {
    what: 'the guard of the log',
    file: 'src/conversation/redact.ts',
    from: 'withoutNumbers(withoutAddresses(value))',
    to: 'withoutNumbers(value)',
    caughtBy: 'secrets',
  },
  {
    what: 'the rank of a role',
    file: 'src/verification/access/policy.ts',
    from: 'rank[actor.role] >= least[need]',
    to: "(rank[actor.role] >= least[need] || need === 'admin')",
    caughtBy: 'matrix',
  },
  {
    what: 'the second look at the platform',
    file: 'src/conversation/answer.ts',
    from: 'command.rereads && said.readAgain',
    to: 'command.rereads && !said && readAgain',
    caughtBy: 'matrix',
  },
]

function mutate(folder: string, { file, from, to }: Mutant): void {
  const text = readFileSync(join(root, file), 'utf8')
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  )
}

/** The tests of the copy, on this run's server: true when they pass. */
function passes(folder: string, test: string): Promise<boolean> {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const environment = { ...process.env, TEST_DATABASE_URL: inject('postgres'), LONG: '' }
  return new Promise((done) => {
    const given = { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [vitest, 'run', '--bail', '1', `test/rights/${test}.test.ts`], given, (error) =>
      done(!error),
    )
  })
}

describe('a check that is taken away', () => {
  it.each(mutants)('is still there to be taken: $what', ({ file, from, to }) => {
    const parts = readFileSync(join(root, file), 'utf8').split(from)
    expect(parts).toHaveLength(2)
    expect(to).not.toBe(from)
  })

  const untouched: Mutant = { what: 'nothing', file: 'package.json', from: '{', to: '{', caughtBy: 'scope' }
  const run = long ? [untouched, ...mutants] : []
  it.for(run)('is missed by the tests, and only then do they fail: $what', { timeout: 900_000 }, async (mutant) => {
    const folder = mkdtempSync(join(inject('scratch'), 'mutant-'))
    try {
      for (const part of [
        'src',
        'adapters',
        'test',
        'drizzle',
        'manifest',
        'package.json',
        'tsconfig.json',
        'vitest.config.ts',
      ])
        cpSync(join(root, part), join(folder, part), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
      mutate(folder, mutant)
      expect(await passes(folder, mutant.caughtBy)).toBe(mutant === untouched)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
