import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card, Who } from '#bot'
import { rows } from '../../src/db/open.ts'
import { codeFrom } from '../../src/verification/access/link-codes.ts'
import { writeAudit } from '../../src/verification/audit.ts'
import { checkChain } from '../../src/verification/audit-chain.ts'
import { issueLinks } from '../../src/verification/links/links.ts'
import { rebuildToken } from '../../src/verification/links/tokens.ts'
import { cast, fingerprint, type Installation, inSlack, startInstallation } from './installation.ts'

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '5' } })
  const { db } = installation.database
  await db.execute(
    sql`create function broken_audit() returns trigger language plpgsql as $$ begin raise 'no audit today'; end $$`,
  )
  await db.execute(sql`create trigger broken before insert on audit execute function broken_audit()`)
  await db.execute(sql`alter table audit disable trigger broken`)
})
afterAll(() => installation.stop())

const code = (card: Card) => String(card.data!.plan)
const query = (text: ReturnType<typeof sql>) => rows<Record<string, unknown>>(installation.database.db, text)
const say = (who: Who, line: string) => installation.card(who, line)
const done = () =>
  query(
    sql`update deliveries set state = 'sent', done_at = now(), lease_owner = null, lease_until = null where state in ('queued', 'claimed')`,
  )
const ended = async () => {
  await done()
  await query(
    sql`update sends set state = 'done', finished_at = now(), final = '{}', paused_because = null where state in ('running', 'paused')`,
  )
}
const plan = async (who: Who, line: string) => code(await say(who, line))
const newcomer = (n: number) => `100;Acme AB;N${n};Ny;Person${n};n${n}@acme.example;Lager;Chef;`
const employee = inSlack('U0EMPLOYEE', 'anna7@acme.example', 'Anna Acmesson7')
const outsider = inSlack('U0OUTSIDER', 'utan@hemma.example', 'Utan Post')

/**
 * Every kind of change: what has to be there first, what makes the change, and the audit entries that it must leave.
 */
type Change = [name: string, actions: string[], prepare: () => Promise<() => Promise<Card | null>>]
const saying = (who: Who, line: string) => async () => () => say(who, line)
const changes: Change[] = [
  ['importera', ['import.plan'], async () => () => installation.upload(cast.acme, [newcomer(1)])],
  [
    'bekräfta an import',
    ['import.confirm', 'import.apply'],
    async () => {
      const made = code(await installation.upload(cast.acme, [newcomer(2)]))
      return () => say(cast.acme, `bekräfta ${made}`)
    },
  ],
  ['verifiera', ['person.verify'], saying(cast.acme, 'verifiera A1')],
  [
    'verifiera with an address',
    ['person.address', 'person.verify'],
    saying(cast.acme, 'verifiera A2 epost=ny2@acme.example'),
  ],
  ['verifiera konton', ['send.plan'], saying(cast.acme, 'verifiera konton Acmesson4')],
  [
    'bekräfta a send',
    ['send.confirm'],
    async () => {
      const made = await plan(cast.acme, 'verifiera konton Acmesson3')
      return () => say(cast.acme, `bekräfta ${made}`)
    },
  ],
  ...(['pausa', 'återuppta', 'stoppa'] as const).map(
    (move, i): Change => [
      move,
      [['send.pause', 'send.resume', 'send.stop'][i]!],
      async () => {
        const [send] = await query(sql`select code from sends where kind = 'bulk' order by id desc limit 1`)
        return () => say(cast.acme, `${move} ${send!.code}`)
      },
    ],
  ),
  [
    'stoppa a plan',
    ['send.cancel'],
    async () => {
      const made = await plan(cast.acme, 'verifiera konton Acmesson4')
      return () => say(cast.acme, `stoppa ${made}`)
    },
  ],
  [
    'bekräfta a large plan',
    ['send.ask'],
    async () => {
      await ended()
      const made = await plan(cast.admin, 'verifiera konton igen=ja')
      return () => say(cast.admin, `bekräfta ${made}`)
    },
  ],
  [
    'påminn',
    ['send.remind'],
    async () => {
      const [asked] = await query(sql`select code from plans where state = 'awaiting'`)
      return () => say(cast.admin, `påminn ${asked!.code}`)
    },
  ],
  [
    'godkänn',
    ['send.approve'],
    async () => {
      const [asked] = await query(sql`select code from plans where state = 'awaiting'`)
      return () => say(cast.owner, `godkänn ${asked!.code}`)
    },
  ],
  [
    'bekräfta a plan that has grown',
    ['send.drift', 'send.plan'],
    async () => {
      await ended()
      const made = await plan(cast.acme, 'verifiera konton Person igen=ja')
      const more = code(await installation.upload(cast.owner, [3, 4, 5, 6, 7, 8, 9, 10].map(newcomer)))
      await say(cast.owner, `bekräfta ${more}`)
      return () => say(cast.acme, `bekräfta ${made}`)
    },
  ],
  [
    'försök igen',
    ['send.plan'],
    async () => {
      await ended()
      const [send] = await query(sql`select id, code from sends where kind = 'bulk' and state = 'done' limit 1`)
      await query(sql`update deliveries set state = 'failed', done_at = now() where send_id = ${send!.id}`)
      return () => say(cast.owner, `försök igen ${send!.code}`)
    },
  ],
  [
    'koppla från',
    ['disconnect.plan'],
    async () => {
      await query(sql`update people set connected_at = now(), connected_by = 'link' where number = 'A5'`)
      return () => say(cast.acme, 'koppla från A5')
    },
  ],
  [
    'bekräfta a disconnection',
    ['disconnect.confirm'],
    async () => {
      const made = await plan(cast.acme, 'koppla från A5')
      return () => say(cast.acme, `bekräfta ${made}`)
    },
  ],
  [
    'samma person',
    ['same.plan', 'same.plan'],
    async () => {
      await query(
        sql`update people set email = 'anna8@acme.example', email_key = 'anna8@acme.example' where number in ('A8', 'A9')`,
      )
      return () => say(cast.owner, 'samma person A8 A9')
    },
  ],
  [
    'bekräfta that it is one human',
    ['person.same', 'person.same'],
    async () => {
      const made = await plan(cast.owner, 'samma person A8 A9')
      return () => say(cast.owner, `bekräfta ${made}`)
    },
  ],
  ['olika personer', ['apart.plan', 'apart.plan'], async () => () => say(cast.owner, 'olika personer A8 A9')],
  [
    'bekräfta that it is not one human',
    ['person.apart', 'person.apart'],
    async () => {
      const made = await plan(cast.owner, 'olika personer A8 A9')
      return () => say(cast.owner, `bekräfta ${made}`)
    },
  ],
  ['utdrag', ['person.extract'], saying(cast.owner, 'utdrag A6')],
  ['brev ändra', ['letter.plan'], saying(cast.owner, 'brev ändra företag=100 namn=Acme')],
  [
    'bekräfta a letter that another owner has to approve',
    ['letter.ask'],
    async () => {
      const made = await plan(cast.owner, 'brev ändra företag=100 namn=Acme')
      return () => say(cast.owner, `bekräfta ${made}`)
    },
  ],
  [
    'påminn, of a letter',
    ['letter.remind'],
    async () => {
      const [asked] = await query(sql`select code from plans where kind = 'letter' and state = 'awaiting'`)
      return () => say(cast.owner, `påminn ${asked!.code}`)
    },
  ],
  [
    'godkänn a letter, which voids an open plan',
    ['letter.approve', 'send.void'],
    async () => {
      await query(
        sql`update plans set state = 'expired', decided_at = now() where kind = 'send' and state in ('open', 'awaiting')`,
      )
      await plan(cast.acme, 'verifiera konton Acmesson4 igen=ja')
      const [asked] = await query(sql`select code from plans where kind = 'letter' and state = 'awaiting'`)
      return () => say(cast.secondOwner, `godkänn ${asked!.code}`)
    },
  ],
  [
    'bekräfta a letter as the only owner',
    ['letter.confirm'],
    async () => {
      await say(cast.owner, 'roll ta bort <@U0SECOND>')
      const small = code(await installation.upload(cast.owner, ['400;Fyra;F1;Fia;Fyr;fia@fyra.example;;;']))
      await say(cast.owner, `bekräfta ${small}`)
      const made = await plan(cast.owner, 'brev ändra företag=400 namn=Fyra')
      return () => say(cast.owner, `bekräfta ${made}`)
    },
  ],
  [
    'stoppa a letter',
    ['letter.cancel'],
    async () => {
      await say(cast.owner, 'roll ge <@U0SECOND> ägare')
      const made = await plan(cast.owner, 'brev ändra företag=100 namn=Tre')
      return () => say(cast.owner, `stoppa ${made}`)
    },
  ],
  ['radera', ['erase.plan'], saying(cast.owner, 'radera B3')],
  [
    // The erasure that was planned before is cancelled with it.
    'bekräfta an erasure',
    ['erase.cancel', 'person.erase'],
    async () => {
      const made = await plan(cast.owner, 'radera B3')
      return () => say(cast.owner, `bekräfta ${made}`)
    },
  ],
  [
    'studsar rensa',
    ['bounce.clear'],
    async () => {
      await query(sql`update people set email_problem = 'bounced', bounced_at = now() where number = 'A6'`)
      return () => say(cast.admin, 'studsar rensa A6')
    },
  ],
  ['roll ge', ['role.give'], saying(cast.owner, 'roll ge <@U0SOMEBODY> admin företag=100')],
  ['roll ta bort', ['role.take'], saying(cast.owner, 'roll ta bort <@U0SOMEBODY>')],
  ['domän lägg till', ['domain.add'], saying(cast.owner, 'domän lägg till spår.example')],
  ['domän kontrollera', ['domain.check'], saying(cast.owner, 'domän kontrollera spår.example')],
  ['domän ta bort', ['domain.remove'], saying(cast.owner, 'domän ta bort spår.example')],
  ['domän tillåt', ['domain.allow'], saying(cast.owner, 'domän tillåt annan.example antal=100')],
  [
    'koppla, by code',
    ['account_link.code'],
    async () => {
      await query(sql`delete from allowed_domains`)
      await ended()
      return () => say(employee, 'koppla')
    },
  ],
  [
    'koppla with the code',
    ['account_link.made'],
    async () => {
      const [kept] = await query(sql`select key_id, encode(nonce, 'hex') as nonce from tie_codes`)
      const nonce = Buffer.from(String(kept!.nonce), 'hex')
      return () =>
        say(employee, `koppla ${codeFrom(installation.app.service.keys, { keyId: String(kept!.key_id), nonce })}`)
    },
  ],
  ['koppla, by asking', ['account_link.ask'], saying(outsider, 'koppla')],
  [
    'koppla avvisa',
    ['account_link.refuse'],
    async () => {
      const [asked] = await query(sql`select max(id) as id from tie_requests`)
      return () => say(cast.admin, `koppla avvisa ${asked!.id}`)
    },
  ],
  [
    'koppla godkänn',
    ['account_link.made', 'account_link.approve'],
    async () => {
      const { request } = (await say(outsider, 'koppla')).data!
      return () => say(cast.admin, `koppla godkänn ${request} A6`)
    },
  ],
  [
    'skicka länk',
    ['person.self'],
    async () => {
      await ended()
      return () => say(employee, 'skicka länk')
    },
  ],
  ['anmäl fel adress', ['person.wrong_address'], saying(employee, 'anmäl fel adress')],
  ['språk', ['language.set'], saying(cast.admin, 'språk en')],
  [
    'the button of the page',
    ['person.verified'],
    async () => {
      const [person] = await query(sql`select id, email_key from people where number = 'B4'`)
      const [id, emailKey] = [Number(person!.id), String(person!.email_key)]
      const issued = await issueLinks(installation.database.db, installation.app.service, [{ personId: id, emailKey }])
      const token = rebuildToken(installation.app.service.keys, issued.get(id)!)
      return async () => {
        await installation.app.page.verify(token)
        return null
      }
    },
  ],
  [
    'the button that says that an address is wrong',
    ['person.wrong_address'],
    async () => {
      const [person] = await query(sql`select id, email_key from people where number = 'B5'`)
      const [id, emailKey] = [Number(person!.id), String(person!.email_key)]
      const issued = await issueLinks(installation.database.db, installation.app.service, [{ personId: id, emailKey }])
      const token = rebuildToken(installation.app.service.keys, issued.get(id)!)
      return async () => {
        await installation.app.page.reportWrong(token)
        return null
      }
    },
  ],
]

describe('every change', () => {
  it.each(changes)(
    '%s leaves its row in the audit, and without the audit it does not happen',
    async (_, actions, prepare) => {
      const entry = await prepare()
      const before = await fingerprint(installation)
      await query(sql`alter table audit enable trigger broken`)
      const broken = await entry().catch(() => null)
      await query(sql`alter table audit disable trigger broken`)
      expect(broken?.data?.refused ?? 'failed').toBe('failed')
      expect(await fingerprint(installation)).toBe(before)

      const [last] = await query(sql`select coalesce(max(id), 0) as id from audit`)
      const card = await entry()
      expect(card?.data?.refused).toBeUndefined()
      const left = await query(
        sql`select action, actor, via from audit where id > ${last!.id} and action <> 'person.connected' order by id`,
      )
      expect(left.map((row) => row.action)).toEqual(actions)
      for (const row of left) {
        expect(row.via).toBe(card ? 'slack' : 'web')
        expect(row.actor === null).toBe(card === null)
      }
    },
  )

  it('is in the audit by ids: not one address, name or token stands there', async () => {
    const found =
      await query(sql`select * from audit where details::text ~ '@' or details::text ~* 'acmesson|betasson|person[0-9]|bodil|hemlig'
      or code ~ '@' or action ~ '@' or details::text ~ '[A-Za-z0-9_-]{43}'`)
    expect(found).toEqual([])
    expect(await installation.count('audit')).toBeGreaterThan(50)
  })

  it('can be followed: who was refused what, and why', async () => {
    const made = await plan(cast.acme, 'verifiera konton Acmesson4')
    const presses: [Who, string, string, string][] = [
      [cast.admin, `bekräfta ${made}`, 'bekräfta', 'not_yours'],
      [cast.admin, `stoppa ${made}`, 'stoppa', 'not_yours'],
      [cast.admin, `godkänn ${made}`, 'godkänn', 'not_asked'],
      [employee, `bekräfta ${made}`, 'bekräfta', 'not_allowed'],
      [{ ...cast.acme, standing: 'guest' }, `bekräfta ${made}`, 'bekräfta', 'not_allowed'],
      [cast.beta, 'radera A1', 'radera', 'not_allowed'],
      [cast.beta, 'verifiera A1', 'verifiera', 'unknown_person'],
    ]
    for (const [who, line, command, why] of presses) {
      await say(who, line)
      const [row] = await query(
        sql`select a.action, a.details, i."user" from audit a join identities i on i.id = a.actor order by a.id desc limit 1`,
      )
      const details = { command, why, reference: expect.stringMatching(/^[0-9a-f]{12}$/) }
      expect(row).toEqual({ action: 'refused', details, user: who.user })
    }
  })

  it('continues one chain, however many write at once', async () => {
    const { db } = installation.database
    const entries = (n: number) => Array.from({ length: 1 + (n % 3) }, () => ({ action: 'demo.load' }))
    const before = await checkChain(db)
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        db.transaction((tx) => writeAudit(tx, { ...installation.app.service, via: 'job' }, ...entries(n))),
      ),
    )
    expect(await checkChain(db)).toMatchObject({ brokenAt: null, rows: before.rows + 120 })
  })

  it('is one entry each for more than one statement can take', async () => {
    const { app, database } = installation
    const { db } = database
    const before = await checkChain(db)
    const many = Array.from({ length: 2500 }, (_, n) => ({ action: 'person.same', personId: n, details: { n } }))
    await db.transaction((tx) => writeAudit(tx, { ...app.service, via: 'job' }, ...many))
    expect(await checkChain(db)).toMatchObject({ brokenAt: null, rows: before.rows + 2500 })
  })

  it('stays in a chain that shows what was changed, taken out or put elsewhere', async () => {
    const { db } = installation.database
    expect((await checkChain(db)).brokenAt).toBeNull()
    const tampers = [
      sql`update audit set details = '{}' where id = (select max(id) - 5 from audit)`,
      sql`update audit set actor = 1 where id = (select max(id) - 5 from audit)`,
      sql`update audit set at = at + interval '1 second' where id = (select max(id) - 5 from audit)`,
      sql`delete from audit where id = (select max(id) - 5 from audit)`,
      sql`update audit a set details = b.details, action = b.action from audit b where a.id = (select max(id) - 5 from audit) and b.id = a.id - 1`,
      sql`insert into audit (at, via, action, details, previous, hash) select now(), 'job', 'send.confirm', '{}', hash, hash from audit order by id desc limit 1`,
    ]
    for (const tamper of tampers) {
      await expect(
        db.transaction(async (tx) => {
          await tx.execute(sql`alter table audit disable trigger user`)
          await tx.execute(tamper)
          expect((await checkChain(tx)).brokenAt).not.toBeNull()
          throw new Error('put back')
        }),
      ).rejects.toThrow('put back')
    }
    for (const statement of ['update audit set action = action', 'delete from audit', 'truncate audit'])
      await expect(db.execute(sql.raw(statement))).rejects.toThrow()
    expect((await say(cast.owner, 'historik kontrollera')).data).toMatchObject({ intact: true })
  })
})
