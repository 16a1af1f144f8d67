import { sql } from 'drizzle-orm'
import type { Card, Who } from '#bot'
import { rows } from '../../../src/db/open.ts'
import { codeFrom } from '../../../src/verification/access/link-codes.ts'
import { cast, type Installation, inSlack, linkBySql } from '../../rights/installation.ts'

/** What else than a send is decided by words: of each kind its words, and where one of them has something to do. */
export const kinds = {
  letter: [
    'confirm',
    'stop',
    'approve',
    'approve by another',
    'refuse',
    'plan again',
    'another plan',
    'a send',
    'role',
  ],
  import: ['confirm', 'stop', 'approve', 'approve by another', 'refuse', 'role', 'erased', 'address'],
  disconnect: ['confirm', 'stop', 'plan again', 'another plan', 'erased', 'role'],
  erase: ['confirm', 'stop', 'plan again', 'another plan', 'address', 'role', 'a plan', 'a file', 'a letter'],
  same: ['confirm', 'stop', 'another plan', 'erased', 'role'],
  request: ['approve', 'approve by another', 'refuse', 'refuse by another', 'ask again', 'erased', 'role'],
  code: ['right code', 'wrong code', 'ask again', 'address', 'erased'],
} as const
export type Kind = keyof typeof kinds

/** An answer without what differs from world to world. */
export interface Heard {
  word: string
  tone: string
  title?: string
  data: unknown
  says?: string[]
}
export interface OtherWorld {
  say(word: string): Promise<Heard>
  stands(): Promise<unknown>
}

let count = 0
const header = 'Företagsnr;Företag;Anställningsnr;Förnamn;Efternamn;E-post Visma Connect;Enhet'
const third = inSlack('U0THIRD', 'torsten@acme.example', 'Torsten Tall')
/** An owner beside those of the cast, so that two can approve what a third has asked. */
export const bringThirdOwner = async (installation: Installation) => {
  await installation.card(cast.owner, 'roll ge <@U0THIRD> ägare')
  await installation.card(third, 'hjälp')
}

/** A company of its own, with people, somebody who asks, and one plan or request in the given state. */
export async function makeOtherWorld(
  installation: Installation,
  kind: Kind,
  state: 'open' | 'awaiting',
  about: readonly string[],
): Promise<OtherWorld> {
  count += 1
  const n = `${count}`.padStart(4, '0')
  const { db } = installation.database
  const company = `8${n}`
  const does = (query: ReturnType<typeof sql>) => db.execute(query)
  const must = async (who: Who, line: string): Promise<Card> => {
    const card = await installation.card(who, line)
    if (card.data?.refused) throw new Error(`${line}: ${card.title}`)
    return card
  }
  const code = async (who: Who, line: string) => String((await must(who, line)).data!.plan)

  await does(sql`delete from roles where identity_id in (select id from identities where "user" like 'U0WORLD%')`)
  await does(sql`insert into companies (number, name, created_at) values (${company}, ${`Bolag${n}`}, now())`)
  await does(sql`insert into people (company_id, number, given_name, family_name, email, email_key, unit, created_at, updated_at,
      verified_at, connected_at, connected_by)
    select c.id, 'W' || i, 'Vera', 'Värld' || i, a, a,
      '', now(), now(), case when ${kind} in ('disconnect', 'import') then now() end, case when ${kind} = 'disconnect' then now() end,
      case when ${kind} = 'disconnect' then 'link' end
      from companies c, generate_series(1, 5) i,
        lateral (select case when ${kind} = 'same' then 'w' else 'w' || i end || '@b' || c.number || '.example' as a) address
      where c.number = ${company}`)
  const asker: Who = inSlack(`U0WORLD${n}`, `asker-${n}@acme.example`, 'Vilgot Vag')
  if (kind !== 'request' && kind !== 'code')
    await must(cast.owner, `roll ge slack:T0HOME/U0WORLD${n} ${kind === 'disconnect' ? 'admin' : 'ägare'}`)
  else await installation.card(asker, 'hjälp')

  const at = `företag=${company}`
  const line = {
    letter: `brev ändra ${at} namn="Nytt"`,
    import: '',
    disconnect: `koppla från W1 ${at}`,
    erase: `radera W1 ${at}`,
    same: `samma person W1 W2 ${at}`,
    request: 'koppla',
    code: 'koppla',
  }[kind]
  const file = [
    header,
    ...Array.from({ length: 5 }, (_, i) => `${company};Bolag${n};W${i + 1};Vera;Ny${i};ny${i}@b${company}.example;`),
  ]
  const codes: Record<string, string> = {}
  const lines: Record<string, [Who, string]> = {}
  if (kind === 'request') {
    const id = String((await must(asker, line)).data!.request)
    codes.REQUEST = id
    lines.approve = [cast.owner, `koppla godkänn ${id} W1 ${at}`]
    lines['approve by another'] = [cast.secondOwner, `koppla godkänn ${id} W2 ${at}`]
    lines.refuse = [cast.owner, `koppla avvisa ${id}`]
    lines['refuse by another'] = [cast.secondOwner, `koppla avvisa ${id}`]
    lines['ask again'] = [asker, line]
    lines.role = [cast.secondOwner, `roll ge slack:T0HOME/U0WORLD${n} admin`]
  } else if (kind === 'code') {
    await linkBySql(installation, asker, 'A9', 'admin')
    await does(sql`update identities set person_id = (select p.id from people p join companies c on c.id = p.company_id
      where c.number = ${company} and p.number = 'W1') where "user" = ${`U0WORLD${n}`}`)
    await must(asker, line)
    const [made] = await rows<{ keyId: string; nonce: Uint8Array }>(
      db,
      sql`select key_id as "keyId", nonce from tie_codes where identity_id = (select id from identities where "user" = ${`U0WORLD${n}`})`,
    )
    const keys = [{ id: 'test', secret: new Uint8Array(32).fill(7) }]
    const digits = codeFrom(keys, made!)
    lines['right code'] = [asker, `koppla ${digits}`]
    lines['wrong code'] = [asker, `koppla ${digits === '111111' ? '222222' : '111111'}`]
    lines['ask again'] = [asker, line]
  } else {
    const upload = async (who: Who) => String((await installation.uploadFile(who, file)).data!.plan)
    codes.PLAN = kind === 'import' ? await upload(asker) : await code(asker, line)
    if (state === 'awaiting') await must(asker, `bekräfta ${codes.PLAN}`)
    const on = codes.PLAN
    lines.confirm = [asker, `bekräfta ${on}`]
    lines.stop = [asker, `stoppa ${on}`]
    lines.approve = [cast.secondOwner, `godkänn ${on}`]
    lines['approve by another'] = [third, `godkänn ${on}`]
    lines.refuse = [cast.secondOwner, `stoppa ${on}`]
    lines['plan again'] = [asker, line]
    lines['a plan'] = [cast.admin, `verifiera konton ${at}`]
    lines['a letter'] = [cast.admin, `verifiera W1 ${at} igen=ja`]
    lines['a file'] = [cast.owner, 'importera']
    lines.role = [cast.owner, `roll ta bort slack:T0HOME/U0WORLD${n}`]
    if (about.includes('another plan')) {
      const same = { letter: `brev ändra ${at} namn="Annat"`, same: `samma person W2 W3 ${at}` }
      codes.OTHER = await code(cast.owner, kind === 'letter' || kind === 'same' ? same[kind] : line)
      if (kind === 'letter') await must(cast.owner, `bekräfta ${codes.OTHER}`)
      lines['another plan'] =
        kind === 'letter' ? [third, `godkänn ${codes.OTHER}`] : [cast.owner, `bekräfta ${codes.OTHER}`]
    }
    if (about.includes('a send')) {
      codes.SEND = await code(cast.owner, `verifiera konton ${at} W1 igen=ja`)
      lines['a send'] = [cast.owner, `bekräfta ${codes.SEND}`]
    }
  }
  if (about.includes('erased')) {
    codes.ERASURE = await code(cast.owner, `radera W1 ${at}`)
    lines.erased = [cast.owner, `bekräfta ${codes.ERASURE}`]
  }
  if (about.includes('address'))
    lines.address = [cast.owner, `verifiera W1 ${at} epost=annan@b${company}.example igen=ja`]

  /** Without what differs from world to world, and without the difference between two answers that are both true. */
  const plain = (value: unknown): unknown => {
    let text = JSON.stringify(value)
    for (const [name, found] of Object.entries(codes))
      text =
        name === 'REQUEST'
          ? text.replaceAll(new RegExp(`(fråga |request":|godkänn |avvisa )${found}\\b`, 'gi'), '$10')
          : text.replaceAll(found, name)
    const other = '(?!PLAN|SEND|OTHER|ERASURE)[A-Z2-9]{4,}'
    return JSON.parse(
      text
        .replaceAll(new RegExp(`"(plan|send|code)":"${other}"`, 'g'), '"$1":"NEW"')
        // The number of a request that is asked anew depends on how often the database had to begin again.
        .replaceAll(/"request":[1-9]\d*/g, '"request":"NEW"')
        .replaceAll(
          new RegExp(`(bekräfta|stoppa|godkänn|utskick|historik|verifiera|import=|utskick=) ?${other}`, 'g'),
          '$1 NEW',
        )
        .replaceAll(company, 'COMPANY')
        .replaceAll(n, 'N')
        .replaceAll(/"(sentAt|lastSentAt|linkExpiresAt|at)":"[^"]*"/g, '"$1":"TIME"')
        // An import is carried out when it has been confirmed; who comes in between hears that it is under way.
        .replaceAll('genomförs just nu', 'genomförd'),
    )
  }
  return {
    async say(word) {
      const [who, line] = lines[word]!
      const answer = word === 'a file' ? installation.uploadFile(who, file) : installation.card(who, line)
      const { tone, title, data, buttons = [] } = await answer
      // What is under way can be stopped a moment longer.
      const isUnderWay = title.includes('just nu')
      const says = buttons.flatMap((b) => ('say' in b && !(isUnderWay && b.say.startsWith('stoppa')) ? [b.say] : []))
      // Whoever is erased while somebody looks for them is named in other words than afterwards.
      const gone = data?.refused === 'unknown_person'
      return plain(gone ? { word, tone, data } : { word, tone, title, data, says }) as Heard
    },
    async stands() {
      const mine = sql`(select p.id from people p join companies c on c.id = p.company_id where c.number = ${company})`
      const all = Object.values(codes)
      const account = sql`(select id from identities where "user" = ${`U0WORLD${n}`})`
      const parts = await Promise.all(
        [
          sql`select number, email_key, family_name, connected_at is not null as connected, human is not null as human,
            (select p.number from people p where p.id = people.human) as of from people where id in ${mine} order by number`,
          sql`select code, state, applied_through, approver is not null as approved, counts->'stopped' as stopped
            from plans where code = any(${sql.raw(`array['${all.join("','")}']`)}) order by code = ${codes.PLAN ?? ''}, kind`,
          sql`select name, in_force_at is not null as begun, ended_at is not null as ended from employer_letters
            where company_id = (select id from companies where number = ${company}) order by name, begun, ended`,
          sql`select s.kind, s.state, p.number, d.email_key, d.state as of from deliveries d join sends s on s.id = d.send_id
            join people p on p.id = d.person_id where p.id in ${mine} order by 1, 2, 3, 4`,
          sql`select number, done_at is not null as done from disconnects where company_number = ${company} order by 1, 2`,
          sql`select kind, count(*)::int as n from other_letters where person_id in ${mine} or email like ${`%@b${company}.example`} group by 1 order by 1`,
          sql`select r.role from roles r where identity_id = ${account} order by 1`,
          sql`select linked_by, (select number from people p where p.id = person_id) as person from identities where id = ${account}`,
          sql`select state, (select "user" from identities i where i.id = decided_by) as by from tie_requests where identity_id = ${account} order by id`,
          sql`select wrong from tie_codes where identity_id = ${account}`,
          sql`select code, action from audit where action <> 'refused' and (code = any(${sql.raw(`array['${all.join("','")}']`)})
            or actor = ${account} or details->>'identity' = ${account}::text or details->>'request' = ${codes.REQUEST ?? ''}) order by action, code`,
        ].map((query) => rows(db, query)),
      )
      return (plain(parts) as unknown[][]).map((part) => part.map((row) => JSON.stringify(row)).sort())
    },
  }
}
