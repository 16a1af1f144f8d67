import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Place, Who } from '#bot'
import { commands } from '../../src/commands/index.ts'
import { createInbox } from '../../src/conversation/inbox.ts'
import { marker, withoutPersonalNumbers } from '../../src/conversation/redact.ts'
import { rows } from '../../src/db/open.ts'
import { findPersonalNumber } from '../../src/verification/people/personnummer.ts'
import { silent } from '../support/log.ts'
import { until } from '../support/until.ts'
import { cast, type Installation, operator, startInstallation, wordsOf } from './installation.ts'

// Hundreds of messages are answered in each test here, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.stop())

/** The rows of the database that contain the words, searched as text in every table. */
async function held(words: RegExp): Promise<string[]> {
  const tables = await rows<{ name: string }>(
    installation.database.db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const all = await rows<{ t: string }>(
      installation.database.db,
      sql`select t::text as t from ${sql.identifier(name)} t`,
    )
    for (const { t } of all) if (words.test(t)) found.push(`${name}: ${t.slice(0, 200)}`)
  }
  return found
}

/** Made-up personal numbers with a correct check digit, as people write them. */
const numbers = [
  '19121212-1212',
  '121212-1212',
  '1212121212',
  '121212+1212',
  '20121212 1212',
  '121212 – 1212',
  '121272-1219',
  '12\u200b1212-12\u00ad12',
]
const digits = /1212[\u200b\u00ad-]*12.{0,5}1212|121272.?1219/

describe('a personal identity number', () => {
  const places = (n: string): [string, string][] => [
    ['alone', n],
    ['a search', `lista ${n}`],
    ['a plan', `verifiera konton ${n}`],
    ['a value', `status enhet="${n}"`],
    ['a quoted name', `status "Anna ${n}"`],
    ['an address', `verifiera A1 epost=${n.replace(/[^\d]/g, '')}@acme.example`],
    ['no command', `hej jag heter Anna ${n} och vill veta`],
    ['several lines', `lista\n${n}\nAnna`],
    ['a mention', `<@U0BOT> status ${n}`],
    ['a telephone link', `status <tel:${n}|${n}>`],
    ['entities', `status ${n.replace('-', '&#45;')}`],
  ]
  const cases = numbers.flatMap((n) => places(n).map(([where, line]) => ({ n, where, line })))

  it('is one in every way it is tried here', () => {
    for (const n of numbers) expect([n, findPersonalNumber(n)]).not.toEqual([n, null])
  })

  it('typed anywhere by anybody is refused before anything is kept, and the writer is asked to delete it', async () => {
    const before = installation.logged.length
    for (const { line, where, n } of cases)
      for (const who of [cast.admin, cast.unlinked, operator, { ...cast.owner, standing: 'guest' } as Who]) {
        const reply = await installation.answer(
          who,
          line,
          where === 'alone' ? {} : { where: { ...home(who), private: false } },
        )
        expect([n, where, reply.card.data]).toEqual([n, where, { refused: 'personal_number' }])
        expect(reply.private).toBe(true)
        expect(reply.card.title).toMatch(/Ta bort meddelandet/)
        expect(JSON.stringify(reply)).not.toMatch(digits)
      }
    expect(await held(digits)).toEqual([])
    expect(installation.logged.slice(before).filter((line) => digits.test(line))).toEqual([])
  })

  it('in a file, in its name, in any column or in a column that is ignored, refuses the whole file', async () => {
    const good = '100;Acme AB;P1;Pelle;Person;p1@acme.example;;;'
    for (const n of ['19121212-1212', '1212121212']) {
      const files: [string[], string][] = [
        [[good], `anställda ${n}.csv`],
        [[good, `100;Acme AB;${n};Anna;Berg;;;;`], 'a.csv'],
        [[good, `100;Acme AB;P2;Anna ${n};Berg;;;;`], 'a.csv'],
        [[good, `100;Acme AB;P2;Anna;Berg;anna.${n}@acme.example;;;`], 'a.csv'],
        [[good, `100;Acme AB;P2;Anna;Berg;;${n};;`], 'a.csv'],
        [[good, `100;Acme AB;P2;Anna;Berg;;;;;${n}`], 'a.csv'],
      ]
      for (const [lines, name] of files) {
        const card = await installation.upload(cast.admin, lines, name)
        expect([lines, name, card.data?.refused]).toEqual([lines, name, 'personal_number'])
        expect(`${card.title} ${card.text}`).toMatch(/[Tt]a bort/)
      }
    }
    expect(await installation.count(`people where number like 'P%'`)).toBe(0)
    expect(await held(digits)).toEqual([])
    expect(installation.logged.filter((line) => digits.test(line))).toEqual([])
  })

  it('is not in the inbox either, wherever a platform puts what people write', async () => {
    const kept: unknown[] = []
    const chat = {
      name: 'slack' as const,
      onSaid() {},
      post: async (where: Place) => where,
      fetchFile: async () => new Uint8Array(),
    }
    const clock = () => new Date()
    const { inbox } = createInbox({
      ...installation.database,
      clock,
      log: silent,
      chats: [{ ...chat, work: async (body) => void kept.push(body) }],
    })
    for (const [i, n] of numbers.entries()) {
      const attachment = {
        contentType: 'text/html',
        name: `${n}.csv`,
        content: { downloadUrl: `https://x.example/${n}.csv`, fallback: n },
      }
      const body = {
        kind: 'line',
        text: `lista ${n}`,
        files: [{ id: 'F1', name: `${n}.csv`, title: n }],
        value: { say: `status ${n}`, action: { data: { say: `status ${n}` } } },
        attachments: [attachment, { contentType: 'text/html', content: `<div>${n}</div>` }],
      }
      expect(await inbox.put('slack', [`n${i}`], body)).toBe(true)
    }
    expect(await held(digits)).toEqual([])
    expect((await held(new RegExp(marker))).length).toBe(numbers.length)
    const said = withoutPersonalNumbers({ text: `lista ${numbers[0]}` }) as { text: string }
    expect((await installation.card(cast.admin, said.text)).data!.refused).toBe('personal_number')
  })
})

const home = (who: Who): Place => ({ chat: who.platform, workspace: who.workspace, channel: 'C0ALL', private: true })
const channel = (who: Who, external = false): Place => ({ ...home(who), private: false, ...(external && { external }) })

/** Names, whole addresses and employment numbers of people, and the names of colleagues. */
const personal =
  /acmesson|betasson|bodil|hemlig|skydd(ström|gren)|\b[AB]\d\b|[a-z0-9.]+@(acme|betabolaget|gomd)\.example|Ohlsson|Holm\b|Aksel|Sund\b/i

describe('in a channel', () => {
  it('a reply is private, or it names nobody and shows no whole address: every command', async () => {
    const sent = String((await installation.card(cast.admin, 'verifiera konton')).data!.plan)
    const examples = commands.flatMap((c) => [c.name, ...c.examples.sv])
    // The order matters: each line changes the state of the send.
    const life = [
      'utskick SENT',
      'bekräfta SENT',
      'utskick',
      'pausa SENT',
      'återuppta SENT',
      'lista utskick=SENT',
      'stoppa SENT',
    ]
    const others = ['status A1', 'koppla från A1', 'xyz anna1@acme.example', 'historik A1']
    let [open, hidden] = [0, 0]
    const check = async (line: string, who: Who) => {
      const reply = await installation.answer(who, line, { where: channel(who) })
      const typed = line.split(/[\s=,]+/)
      const words = typed.reduce((text, word) => text.replaceAll(word, '…'), wordsOf({ ...reply.card, data: {} }))
      if (!reply.private) expect([line, words.match(personal)]).toEqual([line, null])
      if (reply.private) hidden += 1
      else open += 1
      const outside = await installation.answer(who, line, { where: channel(who, true) })
      expect([line, outside.private]).toEqual([line, true])
    }
    for (const line of life) await check(line.replace('SENT', sent), cast.admin)
    const rest = [...examples, ...others, `utskick ${sent}`, 'utskick'].flatMap((line) =>
      [cast.owner, cast.unlinked].map((who) => ({ line, who })),
    )
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let next = rest.shift(); next; next = rest.shift()) await check(next.line, next.who)
      }),
    )
    expect(open).toBeGreaterThan(25)
    expect(hidden).toBeGreaterThan(60)
  })

  it('live progress names nobody, though it does where only the sender reads', async () => {
    for (const isPrivate of [false, true]) {
      installation.posts.length = 0
      const plan = String((await installation.card(cast.admin, 'verifiera konton Acmesson1 igen=ja')).data!.plan)
      await installation.card(cast.admin, `bekräfta ${plan}`)
      await rows(installation.database.db, sql`update sends set state = 'paused' where code = ${plan}`)
      const { db } = installation.database
      const place = { ...channel(cast.admin), message: `m-${isPrivate}`, private: isPrivate }
      await rows(
        db,
        sql`insert into follows (send_id, chat, message, follower)
        select id, 'slack', ${JSON.stringify(place)}::jsonb, requester from sends where code = ${plan}`,
      )
      const posted = () => installation.posts.find(({ where }) => where.message === place.message)
      const card = (await until(posted))!.card
      expect(/Hanna Holm/.test(JSON.stringify(card))).toBe(isPrivate)
      await installation.card(cast.admin, `stoppa ${plan}`)
    }
  })
})

describe('one person’s message', () => {
  it('is answered to that person alone, whatever number the platform gives it', async () => {
    const same = { id: 'one-and-the-same' }
    const first = await installation.card(cast.admin, 'status A1', same)
    expect(first.data!.person).toBeDefined()
    expect((await installation.card(cast.unlinked, 'status A1', same)).data?.person).toBeUndefined()
    expect((await installation.card(cast.beta, 'status A1', same)).data!.refused).toBe('unknown_person')
    expect(await installation.card(cast.admin, 'status A1', same)).toEqual(first)
  })
})
