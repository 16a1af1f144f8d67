/** A check that is removed from the code by replacing `from`, which occurs once in the file. */
export interface Mutant {
  what: string
  file: string
  from: string
  to: string
  /** The test that has to fail then: of this folder, or by its path under test/. */
  caughtBy: string
}

export const mutants: Mutant[] = [
  {
    what: 'the scope check',
    file: 'src/verification/people/scope.ts',
    from: "export function inScope(actor: Scope): SQL {\n  if (actor.companies === 'all')",
    to: 'export function inScope(actor: Scope): SQL {\n  if (actor)',
    caughtBy: 'scope',
  },
  {
    what: 'the scope of a whole list',
    file: 'src/verification/people/scope.ts',
    from: "  if (companies === 'all') return true",
    to: '  if (companies) return true',
    caughtBy: 'presses',
  },
  {
    what: 'the protection of an identity',
    file: 'src/verification/people/scope.ts',
    from: "  actor.role === 'owner' ? inScope(actor)",
    to: '  actor.role ? inScope(actor)',
    caughtBy: 'scope',
  },
  {
    what: 'the requester check',
    file: 'src/verification/plans/decision.ts',
    from: 'if (plan.requester !== ctx.actor.id) throw',
    to: 'if (plan.requester === 0) throw',
    caughtBy: 'presses',
  },
  {
    what: 'the lock of a plan',
    file: 'src/verification/plans/plans.ts',
    from: "where(hasCode(code)).for('update')",
    to: 'where(hasCode(code))',
    caughtBy: 'presses',
  },
  {
    what: 'how an account link was made',
    file: 'src/verification/access/four-eyes.ts',
    from: "linkedBy }: Account) => personId !== null && linkedBy === 'code'",
    to: 'linkedBy }: Account) => personId !== null && linkedBy !== undefined',
    caughtBy: 'four-eyes',
  },
  {
    what: 'who has stored the address of a code',
    file: 'src/verification/access/four-eyes.ts',
    from: 'account.setter !== null && isOutside(account.setter, pair)',
    to: 'true',
    caughtBy: 'setters',
  },
  {
    what: 'the same human behind the address of a code',
    file: 'src/verification/access/four-eyes.ts',
    from: 'uncoded(account), vouched: false',
    to: 'uncoded(account), vouched: true',
    caughtBy: 'setters',
  },
  {
    what: 'the keeping of who has stored an address',
    file: 'src/verification/addresses/change.ts',
    from: 'storedBy(ctx, sql`c."emailKey"`)',
    to: 'p.email_set_by, p.email_set_at',
    caughtBy: 'setters',
  },
  {
    what: 'the requester’s right at approval',
    file: 'src/verification/sends/confirm.ts',
    from: '  await refuseDemoted(tx, ctx, plan)\n',
    to: '',
    caughtBy: 'presses',
  },
  {
    what: 'the transaction around the audit',
    file: 'src/verification/audit.ts',
    from: 'await tx.insert(audit).values(chained.slice(from, from + atOnce))',
    to: 'await by.db.insert(audit).values(chained.slice(from, from + atOnce)).catch(() => {})',
    caughtBy: 'audit',
  },
  {
    what: 'the lock of the chain',
    file: 'src/verification/audit-chain.ts',
    from: "const lock = sql`select pg_advisory_xact_lock(hashtext('verifiera.audit'))`",
    to: 'const lock = sql`select 1`',
    caughtBy: 'audit',
  },
  {
    what: 'the trace of a refusal',
    file: 'src/conversation/answer.ts',
    from: "    if (meant) await auditRefusal(turnOf(parts, said, actor, language).ctx, meant.name, 'not_allowed')\n",
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
    from: "return locked ? query.for('no key update', locked === 'skip' ? { skipLocked: true } : {}) : query",
    to: 'return query',
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
