import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Said, Who } from '#bot'
import { commands } from '../../src/commands/index.ts'
import { sample } from '../support/sample.ts'
import { cast, fingerprint, type Installation, inSlack, inTeams, operator, startInstallation } from './installation.ts'

type Rank = 'nobody' | 'employee' | 'admin' | 'owner'
interface Row {
  least: Rank
  /** A line that is allowed for this role and then changes nothing. */
  line: string
  /**
   * The command changes something or exports personal data at once, so the person is read from the platform again
   * first.
   */
  acts?: true
}

/** The role that each command requires, written by hand and not taken from the registry that is tested. */
const table: Record<string, Row> = {
  hjälp: { least: 'nobody', line: 'hjälp' },
  startsida: { least: 'nobody', line: 'startsida' },
  språk: { least: 'nobody', line: 'språk sv' },
  status: { least: 'employee', line: 'status' },
  koppla: { least: 'employee', line: 'koppla' },
  'skicka länk': { least: 'employee', line: 'skicka länk' },
  'anmäl fel adress': { least: 'employee', line: 'anmäl fel adress' },
  verifiera: { least: 'admin', line: 'verifiera ZZ9', acts: true },
  'verifiera konton': { least: 'admin', line: 'verifiera konton ZZ9' },
  lista: { least: 'admin', line: 'lista ZZ9' },
  studsar: { least: 'admin', line: 'studsar' },
  'studsar rensa': { least: 'admin', line: 'studsar rensa ZZ9', acts: true },
  importera: { least: 'admin', line: 'importera' },
  tolka: { least: 'admin', line: 'tolka ZZZZ ja' },
  rätta: { least: 'admin', line: 'rätta ZZZZ', acts: true },
  'fyll i': { least: 'admin', line: 'fyll i ZZ9', acts: true },
  exportera: { least: 'admin', line: 'exportera ZZ9', acts: true },
  utskick: { least: 'admin', line: 'utskick' },
  bekräfta: { least: 'admin', line: 'bekräfta ZZZZ', acts: true },
  stoppa: { least: 'admin', line: 'stoppa ZZZZ', acts: true },
  pausa: { least: 'admin', line: 'pausa ZZZZ', acts: true },
  återuppta: { least: 'admin', line: 'återuppta ZZZZ', acts: true },
  godkänn: { least: 'admin', line: 'godkänn ZZZZ', acts: true },
  påminn: { least: 'admin', line: 'påminn ZZZZ', acts: true },
  brev: { least: 'admin', line: 'brev ZZ9' },
  'brev ändra': { least: 'owner', line: 'brev ändra företag=100' },
  'brev ta bort': { least: 'owner', line: 'brev ta bort företag=100' },
  provbrev: { least: 'admin', line: 'provbrev ZZ9', acts: true },
  historik: { least: 'admin', line: 'historik' },
  'historik exportera': { least: 'admin', line: 'historik exportera', acts: true },
  'historik kontrollera': { least: 'owner', line: 'historik kontrollera' },
  'försök igen': { least: 'admin', line: 'försök igen ZZZZ' },
  'koppla godkänn': { least: 'admin', line: 'koppla godkänn 999 A1', acts: true },
  'koppla avvisa': { least: 'admin', line: 'koppla avvisa 999', acts: true },
  'koppla från': { least: 'admin', line: 'koppla från ZZ9' },
  'kontrollera kopplingar': { least: 'owner', line: 'kontrollera kopplingar' },
  'kontrollera drift': { least: 'owner', line: 'kontrollera drift' },
  'koppla igen': { least: 'admin', line: 'koppla igen ZZ9', acts: true },
  'samma person': { least: 'owner', line: 'samma person ZZ8 ZZ9' },
  'olika personer': { least: 'owner', line: 'olika personer ZZ8 ZZ9' },
  utdrag: { least: 'owner', line: 'utdrag ZZ9', acts: true },
  radera: { least: 'owner', line: 'radera ZZ9', acts: true },
  roll: { least: 'owner', line: 'roll' },
  'roll ge': { least: 'owner', line: 'roll ge slack:T0HOME/U0NEW admin', acts: true },
  'roll intyga': { least: 'owner', line: 'roll intyga slack:T0HOME/U0OWNER', acts: true },
  'roll ta bort': { least: 'owner', line: 'roll ta bort slack:T0HOME/U0NOWHERE', acts: true },
  'domän lista': { least: 'owner', line: 'domän lista' },
  'domän lägg till': { least: 'owner', line: 'domän lägg till matris.example', acts: true },
  'domän kontrollera': { least: 'owner', line: 'domän kontrollera nirgends.example', acts: true },
  'domän ta bort': { least: 'owner', line: 'domän ta bort nirgends.example', acts: true },
  'domän tillåt': { least: 'owner', line: 'domän tillåt acme.example', acts: true },
}

const ranks: Rank[] = ['nobody', 'employee', 'admin', 'owner']
const suffices = (has: Rank, least: Rank) => ranks.indexOf(has) >= ranks.indexOf(least)

const roles: Record<string, { who: Who; rank: Rank }> = {
  owner: { who: cast.owner, rank: 'owner' },
  'owner in Teams': { who: inTeams('bbbbbbbb-0000-4000-8000-000000000002', 'tea@acme.example'), rank: 'owner' },
  'owner by role': { who: cast.secondOwner, rank: 'owner' },
  admin: { who: cast.admin, rank: 'admin' },
  'admin of one company': { who: cast.acme, rank: 'admin' },
  'employee, linked': { who: cast.linked, rank: 'employee' },
  'employee, not linked': { who: cast.unlinked, rank: 'employee' },
}

/** People who have just lost a role: it is given and taken away right before each command. */
const former: Record<string, { who: Who; role: string }> = {
  'former owner': { who: inSlack('U0WASOWNER', 'f1@acme.example'), role: 'ägare' },
  'former admin': { who: inSlack('U0WASADMIN', 'f2@acme.example'), role: 'admin' },
  'former admin of one company': { who: inSlack('U0WASACME', 'f3@acme.example'), role: 'admin företag=100' },
}

const kinds: Record<string, (who: Who) => Who> = {
  guest: (who) => ({ ...who, standing: 'guest' }),
  stranger: (who) => ({ ...who, standing: 'stranger' }),
  bot: (who) => ({ ...who, standing: 'bot' }),
  deleted: (who) => ({ ...who, standing: 'deleted' }),
  'of a workspace that is not let in': (who) => ({ ...who, workspace: 'T0ELSEWHERE' }),
}

const channel = (who: Who) =>
  ({ chat: who.platform, workspace: who.workspace, channel: 'C0ALL', private: false }) as const
const file = { name: 'anställda.csv', size: 10, ref: { id: 'none' } }

/** Every way to say a line. They differ in what the adapter passes besides the words. */
const ways: Record<string, (who: Who) => Partial<Said>> = {
  typed: () => ({}),
  pressed: (who) => ({ where: { ...channel(who), message: 'somebody else’s card' } }),
  'behind the slash': (who) => ({ where: channel(who), slash: true }),
  'with a file': () => ({ files: [file] }),
  'as if from the terminal': () => ({
    where: { chat: 'console', workspace: 'local', channel: 'operator', private: true },
  }),
}

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true })
  for (const chat of installation.app.chats) chat.fetchFile = async () => new TextEncoder().encode('nothing of use')
})
afterAll(() => installation.stop())

/** Says the line of every cell, ten at a time. Returns their number, and the names of those with the wrong outcome. */
/** The answers do not depend on the kind of database, so that the slower one has fewer cells. */
const step = inject('kind') === 'embedded' ? 11 : 4

async function walk(cells: { name: string; who: Who; line: string; more: Partial<Said>; allowed: boolean }[]) {
  const wrong: string[] = []
  const queue = sample(cells, step)
  const tested = queue.length
  const worker = async () => {
    for (let cell = queue.shift(); cell; cell = queue.shift()) {
      // So many messages of one identity are only taken at the pace of its budget.
      installation.clock.forward(600)
      const card = await installation.card(cell.who, cell.line, cell.more)
      if (card.data?.refused === 'failed') wrong.push(`${cell.name}: failed`)
      const refused = card.data?.refused === 'not_allowed'
      if (refused === cell.allowed) wrong.push(`${cell.name}: ${refused ? 'refused' : 'let through'}`)
      if (refused && !card.title) wrong.push(`${cell.name}: refused without a word`)
    }
  }
  await Promise.all(Array.from({ length: 10 }, worker))
  return { tested, wrong }
}

// These are some ten thousand messages.
describe('the role matrix', { timeout: 600_000 }, () => {
  it('knows every command of the registry, and no other', () => {
    expect(Object.keys(table).sort()).toEqual(commands.map((c) => c.name).sort())
  })

  const cells = Object.entries(table).flatMap(([command, { least, line }]) =>
    Object.entries(ways).flatMap(([way, more]) => [
      ...Object.entries(roles).flatMap(([role, { who, rank }]) => [
        { name: `${command}, ${way}, ${role}`, who, line, more: more(who), allowed: suffices(rank, least) },
        ...Object.entries(kinds).map(([kind, turn]) => {
          const turned = turn(who)
          return {
            name: `${command}, ${way}, ${role}, ${kind}`,
            who: turned,
            line,
            more: more(turned),
            allowed: least === 'nobody',
          }
        }),
      ]),
    ]),
  )

  it('refuses in words whatever is not allowed, and nothing has changed', async () => {
    // Everybody may set their language and ask for help, so those are not among the refused commands.
    const before = await fingerprint(installation)
    const { tested, wrong } = await walk(cells.filter((cell) => !cell.allowed))
    expect(wrong).toEqual([])
    expect(tested).toBeGreaterThan(5000 / step)
    expect(await fingerprint(installation)).toBe(before)
  })

  it('lets through whatever is allowed', async () => {
    const { tested, wrong } = await walk(cells.filter((cell) => cell.allowed))
    expect(wrong).toEqual([])
    expect(tested).toBeGreaterThan(600 / step)
  })

  it('lets the operator of the terminal do everything an owner may', async () => {
    const own = Object.entries(table).map(([name, { line }]) => ({
      name,
      who: operator,
      line,
      more: {},
      allowed: true,
    }))
    expect((await walk(own)).wrong).toEqual([])
    const others = (['guest', 'stranger', 'bot', 'deleted'] as const).flatMap((standing) =>
      own.map((cell) => ({ ...cell, who: { ...operator, standing }, allowed: table[cell.name]!.least === 'nobody' })),
    )
    expect((await walk(others)).wrong).toEqual([])
  })

  it('knows a demotion at the very next message', async () => {
    for (const [command, { least, line }] of Object.entries(table).filter(([, row]) => row.least !== 'nobody')) {
      const past = Object.entries(former)
      for (const [, { who, role }] of past) {
        await installation.card(cast.owner, `roll ge <@${who.user}> ${role}`)
        await installation.card(cast.owner, `roll ta bort <@${who.user}>`)
      }
      const demoted = past.flatMap(([name, { who }]) =>
        ['typed', 'pressed'].map((way) => ({
          name: `${command}, ${way}, ${name}`,
          who,
          line,
          more: ways[way]!(who),
          allowed: suffices('employee', least),
        })),
      )
      expect((await walk(demoted)).wrong).toEqual([])
    }
  })

  it('asks the platform again before anything is done, and who has just become a guest does nothing', async () => {
    const turned = Object.entries(table).filter(([, { acts }]) => acts)
    const wrong = await walk(
      turned.flatMap(([name, { line }]) =>
        (['guest', 'deleted', 'stranger'] as const).map((standing) => ({
          name: `${name}, ${standing} since`,
          who: cast.owner,
          line,
          more: { readAgain: async () => ({ ...cast.owner, standing }) },
          allowed: false,
        })),
      ),
    )
    expect(wrong.wrong).toEqual([])
    expect(turned.map(([name]) => name).sort()).toEqual(
      commands
        .filter((c) => c.rereads)
        .map((c) => c.name)
        .sort(),
    )
  })
})
