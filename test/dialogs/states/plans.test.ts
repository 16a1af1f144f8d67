import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { cast, type Installation, startInstallation } from '../../rights/installation.ts'
import { sample } from '../../support/sample.ts'

vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true, environment: { FOUR_EYES_ABOVE: '6' } })
})
afterAll(() => installation.stop())

const sql1 = (text: string) => installation.database.db.execute(sql.raw(text))
const say = (who: Who, line: string) => installation.card(who, line)
/** Nobody waits for a letter of an earlier cell, and no address of one has bounced. */
beforeEach(async () => {
  await sql1(
    `update sends set state = 'stopped', finished_at = now(), paused_because = null where state in ('running', 'paused')`,
  )
  await sql1('update people set email_problem = null')
})
const codeOf = (card: Card) => String(card.data!.plan)
const must = async (line: string, who: Who = cast.owner) => {
  const card = await say(who, line)
  if (card.data?.refused) throw new Error(`${line}: ${card.title}`)
  return card
}

const small = 'verifiera konton företag=100 Acmesson1 igen=ja'
const large = 'verifiera konton företag=9207 igen=ja'
const send = async () => codeOf(await must(small))
const started = async () => {
  const code = await send()
  await must(`bekräfta ${code}`)
  return code
}
const awaiting = async () => {
  const code = codeOf(await must(large))
  await must(`bekräfta ${code}`)
  return code
}
let sent = 0
/** Each changes something. */
const file = async () => {
  sent += 1
  return codeOf(await installation.upload(cast.owner, [`100;Acme AB;A1;Anna;Acmesson1;;Lager ${sent};Chef;`]))
}
const underWay = async () => {
  const code = await file()
  await must(`bekräfta ${code}`)
  await sql1(`update plans set applied_through = 0, applied_at = now() where code = '${code}'`)
  return code
}
let erased = 0
const erasure = async () => {
  erased += 1
  await sql1(`insert into people (company_id, number, created_at, updated_at)
    select id, 'E${erased}', now(), now() from companies where number = '100'`)
  return codeOf(await must(`radera E${erased}`))
}
const late = async (code: string, life = '10 minutes') => {
  await sql1(`update plans set created_at = now() - interval '1 minute' - interval '${life}',
    expires_at = now() - interval '1 minute' where code = '${code}'`)
  return code
}
const then = (make: () => Promise<string>, line: string) => async () => {
  const code = await make()
  await must(`${line} ${code}`)
  return code
}
const ended = (counts: string, reason: string) => async () => {
  const code = await started()
  await sql1(`update deliveries set state = '${counts}', reason = ${reason}, done_at = now()
    where send_id = (select id from sends where code = '${code}')`)
  await sql1(`update people set email_problem = ${reason === `'bounced'` ? `'bounced'` : 'null'} where number = 'A1'`)
  await sql1(`update sends set state = 'done', finished_at = now(),
    final = '{"${counts}${counts === 'failed' ? `:${reason.replaceAll("'", '')}` : ''}": 1}' where code = '${code}'`)
  return code
}

/** Every state of every plan and send, and how to get there as the owner. */
const states = {
  'no plan': async () => 'ZZZZ',
  'send, open': send,
  'send, late': async () => late(await send()),
  'send, expired': async () => {
    const code = await late(await send())
    await sql1(`update plans set state = 'expired', decided_at = now() where code = '${code}'`)
    return code
  },
  'send, cancelled': then(send, 'stoppa'),
  'send, drifted': async () => {
    const code = await send()
    await sql1(`insert into people (company_id, number, given_name, family_name, email, email_key, created_at, updated_at)
      select c.id, 'D' || n, 'Dag', 'Acmesson1', 'd' || n || '@acme.example', 'd' || n || '@acme.example', now(), now()
      from companies c, generate_series(1, 9) n where c.number = '100'`)
    expect((await must(`bekräfta ${code}`)).data!.plan).not.toBe(code)
    await sql1(`delete from people where number ~ '^D[1-9]$'`)
    return code
  },
  'send, awaiting': awaiting,
  'send, awaiting, late': async () => late(await awaiting(), '24 hours'),
  'send, refused by a colleague': async () => {
    const code = await awaiting()
    await must(`stoppa ${code}`, cast.secondOwner)
    return code
  },
  'send, running': started,
  'send, paused': then(started, 'pausa'),
  'send, stopped': then(started, 'stoppa'),
  'send, done': ended('sent', 'null'),
  'send, done, failed': ended('failed', `'gave_up'`),
  'send, done, bounced': ended('failed', `'bounced'`),
  'send, done, in doubt': ended('in_doubt', `'in_doubt'`),
  'import, open': file,
  'import, late': async () => late(await file()),
  'import, cancelled': then(file, 'stoppa'),
  'import, done': then(file, 'bekräfta'),
  'import, under way': underWay,
  'import, stopped': then(underWay, 'stoppa'),
  'erasure, open': erasure,
  'erasure, late': async () => late(await erasure()),
  'erasure, cancelled': then(erasure, 'stoppa'),
} satisfies Record<string, () => Promise<string>>
type State = keyof typeof states

const commands = ['bekräfta', 'stoppa', 'godkänn', 'pausa', 'återuppta', 'utskick', 'försök igen'] as const

/** What each command answers: `refused` or the new state, and the words that say the state. */
const table: Record<State, Record<(typeof commands)[number], [string, RegExp]>> = {
  'no plan': all(['unknown_code', /finns ing/]),
  'send, open': {
    ...all(['wrong_state', /väntar på att du bekräftar den\. Inget är skickat/]),
    bekräfta: ['running', /pågår/],
    stoppa: ['cancelled', /avbruten/],
    godkänn: ['not_asked', /väntar på att du bekräftar den/],
    utskick: ['plan', /Skicka till 1 person/],
  },
  'send, late': over('send', /har gått ut: den gällde i tio minuter\. Inget är skickat/),
  'send, expired': over('send', /har gått ut: den gällde i tio minuter\. Inget är skickat/),
  'send, cancelled': cancelled(/avbruten\. Inget är skickat/),
  'send, drifted': cancelled(/avbröts, för urvalet hade ändrats.*Inget är skickat/),
  'send, refused by a colleague': cancelled(/avbruten\. Inget är skickat/),
  'send, awaiting': {
    ...all(['wrong_state', /väntar på att en annan administratör/]),
    bekräfta: ['awaiting', /väntar på att en annan administratör/],
    stoppa: ['cancelled', /avbruten/],
    godkänn: ['own_plan', /din egen/],
    utskick: ['awaiting', /väntar på att en annan administratör/],
  },
  'send, awaiting, late': over('send', /godkändes inte inom 24 timmar/),
  'send, running': {
    ...all(['used', /redan bekräftad och har blivit ett utskick/]),
    stoppa: ['stopped', /stoppat/],
    pausa: ['paused', /pausat/],
    återuppta: ['wrong_state', /pågår redan/],
    utskick: ['running', /pågår/],
    'försök igen': ['nothing_to_retry', /pågår och har ingen/],
  },
  'send, paused': {
    ...all(['used', /redan bekräftad/]),
    stoppa: ['stopped', /stoppat/],
    pausa: ['wrong_state', /redan pausat/],
    återuppta: ['running', /pågår/],
    utskick: ['paused', /pausat/],
    'försök igen': ['nothing_to_retry', /pausat och har ingen.*Återuppta eller stoppa/],
  },
  'send, stopped': {
    ...all(['used', /redan bekräftad/]),
    stoppa: ['wrong_state', /redan stoppat/],
    pausa: ['wrong_state', /redan stoppat/],
    återuppta: ['wrong_state', /stoppat för gott.*försök igen/],
    utskick: ['stopped', /stoppat/],
    'försök igen': ['plan', /1 person får mejl/],
  },
  'send, done': done(['nothing_to_retry', /klart och har ingen/]),
  'send, done, failed': done(['plan', /1 person får mejl/]),
  'send, done, bounced': done(['bounced', /mejlservern säger att adressen inte finns.*Rätta/]),
  'send, done, in doubt': done(['nothing_to_retry', /klart och har ingen/]),
  'import, open': {
    ...all(['wrong_state', /Importen \w+ väntar på att du bekräftar den.*Inget är sparat/]),
    bekräfta: ['done', /Importen är klar/],
    stoppa: ['cancelled', /avbruten/],
    godkänn: ['not_asked', /behöver inget godkännande/],
    utskick: ['plan', /Inget är sparat än/],
  },
  'import, late': over('import', /Importen \w+ har gått ut.*Inget är sparat/),
  'import, cancelled': cancelled(/Importen \w+ är avbruten\. Inget är sparat/),
  'import, done': {
    ...all(['wrong_state', /Importen \w+ är redan bekräftad/]),
    bekräfta: ['used', /Importen \w+ är redan bekräftad och genomförd/],
    stoppa: ['used', /Importen \w+ är redan bekräftad och genomförd/],
    godkänn: ['used', /Importen \w+ är redan bekräftad/],
    utskick: ['confirmed', /Importen \w+ är redan bekräftad/],
  },
  'import, under way': {
    ...all(['wrong_state', /Importen \w+ är redan bekräftad och genomförs just nu/]),
    bekräfta: ['used', /Importen \w+ är redan bekräftad och genomförs just nu/],
    stoppa: ['done', /Importen är stoppad innan någon rad/],
    godkänn: ['used', /Importen \w+ är redan bekräftad och genomförs just nu/],
    utskick: ['confirmed', /Importen \w+ är redan bekräftad och genomförs just nu/],
  },
  'import, stopped': {
    ...all(['wrong_state', /Importen \w+ stoppades: 0 av 1 rader är genomförda/]),
    bekräfta: ['used', /Importen \w+ stoppades: 0 av 1 rader är genomförda/],
    stoppa: ['used', /Importen \w+ stoppades: 0 av 1 rader är genomförda/],
    godkänn: ['used', /Importen \w+ stoppades: 0 av 1 rader är genomförda/],
    utskick: ['confirmed', /Importen \w+ stoppades: 0 av 1 rader är genomförda/],
  },
  'erasure, open': {
    ...all(['wrong_state', /Ändringen \w+ väntar på att du bekräftar den/]),
    bekräfta: ['true', /raderade/],
    stoppa: ['cancelled', /avbruten/],
    godkänn: ['not_asked', /behöver inget godkännande/],
    utskick: ['plan', /Radera .*Det går inte att ångra/],
  },
  'erasure, late': over('record', /Ändringen \w+ har gått ut.*Inget är ändrat/),
  'erasure, cancelled': cancelled(/Ändringen \w+ är avbruten\. Inget är ändrat/),
}

function all(answer: [string, RegExp]) {
  return Object.fromEntries(commands.map((name) => [name, answer])) as Record<(typeof commands)[number], typeof answer>
}
function over(_of: string, words: RegExp) {
  const said: [string, RegExp] = ['expired', words]
  return { ...all(['wrong_state', words]), bekräfta: said, stoppa: said, godkänn: said, utskick: said }
}
function cancelled(words: RegExp) {
  const said: [string, RegExp] = ['cancelled', words]
  return { ...all(['wrong_state', words]), bekräfta: said, stoppa: said, godkänn: said, utskick: said }
}
function done(retry: [string, RegExp]): Record<(typeof commands)[number], [string, RegExp]> {
  return {
    ...all(['used', /redan bekräftad/]),
    stoppa: ['wrong_state', /redan klart: inget finns kvar att stoppa/],
    pausa: ['wrong_state', /redan klart, så det finns inget att pausa/],
    återuppta: ['wrong_state', /redan klart, så det finns inget att återuppta/],
    utskick: ['done', /klart/],
    'försök igen': retry,
  }
}

/** Commands that end a state for good are the last to be said of it. */
const cells = Object.keys(states).flatMap((state) => commands.map((name) => ({ state: state as State, name })))

describe('every state of every plan and send, and every command that takes its code', () => {
  it.each(sample(cells, inject('kind') === 'embedded' ? 3 : 1))('$state: $name', async ({ state, name }) => {
    const code = await states[state]()
    const card = await say(cast.owner, `${name} ${code}`)
    const [expected, words] = table[state][name]
    const answer = card.data!.refused ?? card.data!.state ?? card.data!.done ?? (card.data!.plan ? 'plan' : card.kind)
    expect([String(answer), [card.title, card.text].join(' ')]).toEqual([expected, expect.stringMatching(words)])
    // What cannot be done says what can: in words, or by a button that says another line.
    const next = (card.buttons ?? []).flatMap((button) => ('say' in button ? [button.say] : []))
    if (name !== 'utskick') expect(next).not.toContain(`${name} ${code}`)
    expect(
      next.length > 0 ||
        /skriv|skicka filen|gör en ny|redan|klar|kopplas|raderade|din egen|avbruten/i.test(
          `${card.title} ${card.text}`,
        ),
    ).toBe(true)
  })
})
