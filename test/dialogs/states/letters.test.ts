import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { cast, type Installation, startInstallation } from '../../rights/installation.ts'

vi.setConfig({ testTimeout: 60_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true })
}, 120_000)
afterAll(() => installation.stop())

const say = (who: Who, line: string) => installation.card(who, line)
const must = async (line: string, who: Who = cast.owner): Promise<Card> => {
  const card = await say(who, line)
  if (card.data?.refused) throw new Error(`${line}: ${card.title}`)
  return card
}
let count = 0
const open = async () => {
  count += 1
  return String((await must(`brev ändra företag=100 namn="Acme ${count}"`)).data!.plan)
}
const awaiting = async () => {
  const code = await open()
  await must(`bekräfta ${code}`)
  return code
}
const after = (make: () => Promise<string>, line: string, who?: Who) => async () => {
  const code = await make()
  await must(`${line} ${code}`, who)
  return code
}
const late = (make: () => Promise<string>, life: string) => async () => {
  const code = await make()
  await installation.database.db.execute(sql`update plans set created_at = now() - interval '1 minute' - ${life}::interval,
    expires_at = now() - interval '1 minute' where code = ${code}`)
  return code
}

const states = {
  open,
  late: late(open, '10 minutes'),
  cancelled: after(open, 'stoppa'),
  awaiting,
  'awaiting, late': late(awaiting, '24 hours'),
  'refused by the other owner': after(awaiting, 'stoppa', cast.secondOwner),
  approved: after(awaiting, 'godkänn', cast.secondOwner),
} satisfies Record<string, () => Promise<string>>
type State = keyof typeof states

const commands = ['bekräfta', 'stoppa', 'godkänn', 'påminn', 'utskick', 'pausa', 'återuppta', 'försök igen'] as const
type Answer = [outcome: string, words: RegExp]
type Answers = Record<(typeof commands)[number], Answer>

/** A letter that has ended in some way: every command says so. */
function ended(outcome: string, words: RegExp, shown = outcome): Answers {
  const [said, other]: Answer[] = [
    [outcome, words],
    ['wrong_state', words],
  ]
  return { ...all(other!), bekräfta: said!, stoppa: said!, godkänn: said!, påminn: said!, utskick: [shown, words] }
}
function all(answer: Answer): Answers {
  return Object.fromEntries(commands.map((name) => [name, answer])) as Answers
}

/** What each command answers the owner who proposed a letter. */
const table: Record<State, Answers> = {
  open: {
    ...all(['wrong_state', /Ändringen \w+ väntar på att du bekräftar den\. Inget är ändrat än/]),
    bekräfta: ['awaiting', /Väntar på en annan ägare/],
    stoppa: ['cancelled', /är avbruten: breven från .* Inget är ändrat/],
    godkänn: ['not_asked', /väntar på att du bekräftar den/],
    påminn: ['not_asked', /väntar på att du bekräftar den/],
    utskick: ['plan', /Ändra breven från Acme AB\?/],
  },
  late: ended('expired', /har gått ut: den gällde i tio minuter\. Inget är ändrat/),
  cancelled: ended('cancelled', /är avbruten\. Inget är ändrat/),
  awaiting: {
    ...all(['wrong_state', /väntar på att en annan ägare godkänner den/]),
    bekräfta: ['awaiting', /väntar på att en annan ägare godkänner den/],
    stoppa: ['cancelled', /är avbruten/],
    godkänn: ['own_plan', /din egen/],
    påminn: ['awaiting', /Påminnelsen är på väg/],
    utskick: ['awaiting', /väntar på att en annan ägare godkänner den/],
  },
  'awaiting, late': ended('expired', /har gått ut: den godkändes inte inom 24 timmar\. Inget är ändrat/),
  'refused by the other owner': ended('cancelled', /är avbruten\. Inget är ändrat/),
  approved: ended('used', /redan bekräftad/, 'confirmed'),
}

const cells = Object.keys(states).flatMap((state) => commands.map((name) => ({ state: state as State, name })))

describe('every state of a proposed letter, and every command that takes its code', () => {
  it.each(cells)('$state: $name', async ({ state, name }) => {
    const code = await states[state]()
    const { title, text, data } = await say(cast.owner, `${name} ${code}`)
    const [outcome, words] = table[state][name]
    const answer = data!.refused ?? data!.state ?? (data!.plan ? 'plan' : 'none')
    expect([answer, [title, text].join(' ')]).toEqual([outcome, expect.stringMatching(words)])
  })
})
