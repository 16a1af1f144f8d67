import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import type { Card, Who } from '#bot'
import { cast, type Installation, inSlack, linkBySql, startInstallation } from '../../rights/installation.ts'
import { sample } from '../../support/sample.ts'

vi.setConfig({ testTimeout: 90_000 })

let installation: Installation
beforeAll(async () => {
  installation = await startInstallation({ idle: true })
})
afterAll(() => installation.stop())

const run = (text: string) => installation.database.db.execute(sql.raw(text))
const say = (who: Who, line: string) => installation.card(who, line)

let count = 0
const all = 'verified_at = now()'
const connected = `${all}, connected_at = now(), connected_by = 'link'`
const link = (ends: string, ended = 'null') => `insert into links (person_id, email_key, key_id, nonce, token_hash,
  created_at, expires_at, revoked_at) select id, email_key, 'test', 'n', email_key::bytea, now() - interval '9 days', ${ends}, ${ended}
  from people where number = '$'`
const letter = (
  state: string,
  at: string,
  send = 'done',
) => `with k as (insert into sends (kind, requester, state, priority, total,
    created_at, finished_at, paused_because) select 'single', min(id), '${send}', 0, 1, ${at}, ${send === 'done' ? at : 'null'}, null from identities returning id)
  insert into deliveries (send_id, person_id, action, email_key, state, next_at, done_at, link_id)
  select k.id, p.id, 'mail', p.email_key, '${state}', ${at}, ${state === 'queued' ? 'null' : at}, l.id
  from k, people p left join links l on l.person_id = p.id where p.number = '$'`
const removal = (
  end = '',
) => `insert into disconnects (person_id, company_number, number, code, requester, requested_at, next_at, reason,
  error ${end && ', refused_at'}) select id, '100', number, 'ZZZZ', (select min(id) from identities), now(), now() + interval '1 hour',
  'gone', 'scim 404' ${end && ', now()'} from people where number = '$'`
const set = (values: string) => `update people set ${values} where number = '$'`

const states: Record<string, string[]> = {
  'no address': [set('email = null, email_key = null')],
  'not mailed': [],
  'in a send': [letter('queued', 'now()', 'running')],
  mailed: [link(`now() + interval '3 days'`), letter('sent', `now() - interval '2 days'`)],
  'mailed just now': [link(`now() + interval '3 days'`), letter('sent', 'now()')],
  'the link is over': [link(`now() - interval '1 day'`), letter('sent', `now() - interval '8 days'`)],
  'the link is revoked': [link(`now() + interval '1 day'`, 'now()'), letter('sent', `now() - interval '3 days'`)],
  bounced: [set(`email_problem = 'bounced', bounced_at = now(), bounce_words = '550 no such user'`)],
  verified: [set(`${all}, connect_next_at = now()`)],
  'verified, refused there': [
    set(`${all}, connect_error = 'scim 409', connect_reason = 'taken', connect_attempts = 2`),
  ],
  connected: [set(connected)],
  'connected directly': [set(connected.replace('link', 'domain'))],
  'removal under way': [set(connected), removal()],
  'removal refused': [set(connected), removal('refused')],
  'not connected any more': [removal()],
  inactive: [set('active = false')],
  'employment ended': [set(`ends_on = '2020-01-31'`)],
  'not started': [set(`starts_on = '2999-01-31'`)],
  'shared address': [set(`email = 'anna9@acme.example', email_key = 'anna9@acme.example'`)],
  protected: [set('protected = true')],
  erased: [`delete from people where number = '$'`],
}

/** The state in the words of the product, as every answer that is not what was asked for says it. */
const words: Record<string, RegExp> = {
  'no address': /saknar e-post|har ingen e-postadress/,
  'not mailed': /ej skickad/,
  'in a send': /köad|väntar redan på att skickas/,
  mailed: /skickad/,
  'mailed just now': /skickad|fick mejl/,
  'the link is over': /utgången/,
  'the link is revoked': /ej skickad/,
  bounced: /studsa/,
  verified: /verifiera(d|t)/,
  'verified, refused there': /koppling(en)? misslyckades/,
  connected: /kopplad/,
  'connected directly': /kopplad/,
  'removal under way': /att tas bort|kopplad/,
  'removal refused': /kopplad/,
  'not connected any more': /att tas bort|ej skickad/,
  inactive: /inaktiv|ej skickad/,
  'employment ended': /slutat|ej skickad/,
  'not started': /inte börjat|ej skickad/,
  'shared address': /samma adress|ej skickad/,
  protected: /ej skickad/,
  erased: /ingen ”P\d+”|ingen sådan person/,
}

const notConnected = ['not_connected', 'inte kopplad till Visma Connect'] as const
const notVerified = ['not_verified', 'varken verifierad eller kopplad'] as const
const mailed = ['notice', 'Mejlet går till'] as const
const leaving = ['removal_under_way', 'att tas bort'] as const
const connectedAlready = ['already_connected', 'redan kopplad'] as const

/** What is answered in each state: the code of a refusal or the kind of card, and words; by default `usual`. */
const commands: Record<
  string,
  { line: string; usual: readonly [string, string]; but: Record<string, readonly [string, string]> }
> = {
  status: {
    line: 'status $',
    usual: ['person', 'Pia Person'],
    but: {
      'removal under way': ['person', 'Borttagning=pågår'],
      'not connected any more': ['person', 'Borttagning=pågår'],
      'removal refused': ['person', 'Borttagning=nekades'],
      inactive: ['person', 'Aktivera personen i Flex HRM'],
      'employment ended': ['person', 'har slutat, så inget mejl skickas'],
      'not started': ['person', 'har inte börjat än'],
      'shared address': ['person', 'Byt adress på den ena'],
      'in a send': ['person', 'väntar redan på att skickas'],
    },
  },
  verifiera: {
    line: 'verifiera $ företag=100',
    usual: mailed,
    but: {
      'no address': ['missing_email', 'Lägg till den: verifiera $ företag=100 epost='],
      'in a send': ['in_another_send', 'väntar redan på att skickas'],
      'mailed just now': ['recently_sent', 'skicka samma länk igen'],
      bounced: ['bounced', 'Är adressen rätt skriver du: studsar rensa $ företag=100'],
      verified: ['already_verified', 'Kopplingen görs automatiskt'],
      'verified, refused there': ['already_verified', 'Adressen används av ett annat konto'],
      connected: connectedAlready,
      'connected directly': connectedAlready,
      'removal refused': connectedAlready,
      'removal under way': ['already_connected', 'håller på att tas bort'],
      inactive: ['inactive', 'Aktivera personen i Flex HRM'],
      'employment ended': ['employment_ended', 'har slutat'],
      'not started': ['not_started', 'Skicka när den har börjat'],
      'shared address': ['shared_email', 'Byt adress på den ena'],
    },
  },
  'verifiera, another address': {
    line: 'verifiera $ företag=100 epost=new$@acme.example',
    usual: ['notice', 'Adressen är sparad. Mejlet går till new$@acme.example'],
    but: {
      'in a send': ['in_another_send', 'Den nya adressen är inte sparad'],
      connected: ['already_connected', 'adressen ändras inte'],
      'connected directly': ['already_connected', 'adressen ändras inte'],
      'removal refused': ['already_connected', 'adressen ändras inte'],
      'removal under way': ['already_connected', 'håller på att tas bort. När Visma Connect har svarat'],
      inactive: ['inactive', 'Den nya adressen är inte sparad'],
      'employment ended': ['employment_ended', 'Den nya adressen är inte sparad'],
      'not started': ['not_started', 'Den nya adressen är inte sparad'],
    },
  },
  'koppla från': {
    line: 'koppla från $',
    usual: notConnected,
    but: {
      connected: ['plan', 'Ta bort kopplingen för'],
      'connected directly': ['plan', 'Ta bort kopplingen för'],
      'removal refused': ['plan', 'Ta bort kopplingen för'],
      'removal under way': leaving,
      'not connected any more': leaving,
    },
  },
  'koppla igen': {
    line: 'koppla igen $',
    usual: notVerified,
    but: {
      verified: ['notice', 'kopplas igen'],
      'verified, refused there': ['notice', 'kopplas igen'],
      connected: ['notice', 'kopplas igen'],
      'connected directly': ['notice', 'kopplas igen'],
      'removal refused': ['notice', 'kopplas igen'],
      'removal under way': leaving,
      'not connected any more': leaving,
    },
  },
  'studsar rensa': {
    line: 'studsar rensa $',
    usual: ['nothing_to_clear', 'inte markerad som studsad'],
    but: { bounced: ['notice', 'Markeringen är borttagen'] },
  },
  'samma person': {
    line: 'samma person $ A9 företag=100',
    usual: ['no_shared_email', 'har inte samma e-postadress'],
    but: { 'shared address': ['plan', 'Är det här samma person'] },
  },
  'olika personer': {
    line: 'olika personer $ A9 företag=100',
    usual: ['not_joined', 'räknas inte som samma person'],
    but: {},
  },
  historik: { line: 'historik $', usual: ['list', 'händelse'], but: {} },
  brev: { line: 'brev verifiera $', usual: ['notice', 'Bekräfta att'], but: {} },
  utdrag: { line: 'utdrag $', usual: ['file', 'Allt som finns om'], but: {} },
  radera: { line: 'radera $', usual: ['plan', 'Det går inte att ångra'], but: {} },
}

async function person(state: string): Promise<{ number: string; fill(text: string): string }> {
  count += 1
  const number = `P${count}`
  const fill = (text: string) => text.replaceAll('$', number)
  await run(`update sends set state = 'stopped', finished_at = now() where state = 'running'`)
  await run(`insert into people (company_id, number, given_name, family_name, email, email_key, created_at, updated_at)
    select id, '${number}', 'Pia', 'Person${count}', 'p${count}@acme.example', 'p${count}@acme.example', now(), now()
    from companies where number = '100'`)
  for (const step of states[state]!) await run(fill(step))
  // A shared address is shared by two.
  if (state === 'shared address')
    await run(`delete from people where email_key = 'anna9@acme.example' and number not in ('A9', '${number}')`)
  return { number, fill }
}

const spoken = ({ title, text, note, facts }: Card) =>
  [title, text, note, ...(facts ?? []).map(([label, value]) => `${label}=${value}`)].filter(Boolean).join('\n')
/** The whole lines that buttons say; those that ask for an address are the beginning of one. */
const lines = ({ buttons }: Card) =>
  (buttons ?? []).flatMap((button) => ('say' in button && !('input' in button) ? [button.say] : []))

describe('every state of a person and every command that takes one', () => {
  const cells = Object.keys(states).flatMap((state) => Object.keys(commands).map((name) => ({ state, name })))

  it.each(sample(cells, inject('kind') === 'embedded' ? 3 : 1))('$state: $name', async ({ state, name }) => {
    const { number, fill } = await person(state)
    const { line, usual, but } = commands[name]!
    const card = await say(cast.owner, fill(line))
    const unknown = ['unknown_person', ''] as const
    const [answer, says] = state === 'erased' ? unknown : (but[state] ?? usual)
    expect([card.data?.refused ?? card.kind, spoken(card)]).toEqual([answer, expect.stringContaining(fill(says))])
    const isRefused = card.data?.refused !== undefined
    if (isRefused && !name.endsWith('person') && !name.endsWith('personer')) expect(spoken(card)).toMatch(words[state]!)
    // What cannot be done says what can: the card of the person, or somebody else who was meant.
    if (isRefused) expect(lines(card).length).toBeGreaterThan(0)
    if (isRefused && state !== 'erased') expect(lines(card)).toContain(`status ${number} företag=100`)
    if (name === 'status' && state !== 'erased') expect(spoken(card)).toMatch(words[state]!)
    // A button is never refused for what the card has said.
    const pressed = state === 'erased' ? [] : lines(card).filter((said) => !/^(bekräfta|stoppa|provbrev)/.test(said))
    for (const next of pressed) expect([next, (await say(cast.owner, next)).data?.refused]).toEqual([next, undefined])
  })

  it.each(Object.keys(commands))('protected, an admin: %s finds nobody', async (name) => {
    const { number, fill } = await person('protected')
    const card = await say(cast.admin, fill(commands[name]!.line))
    const gone = await say(cast.admin, fill(commands[name]!.line).replaceAll(number, 'P99999'))
    expect(card.data!.refused).toBe(gone.data!.refused)
    // Others of similar numbers may have been meant.
    expect(spoken(card)).not.toMatch(new RegExp(`Person${number.slice(1)}\\b|skydd`, 'i'))
  })
})

/** What an employee is told in each state; one who cannot get a link is not offered one, nor told why. */
const own: Record<string, [says: RegExp, offers: boolean]> = {
  'no address': [/ingen e-postadress till dig/, false],
  'not mailed': [/be om en länk till/, true],
  'in a send': [/är på väg till/, false],
  mailed: [/är skickat till/, true],
  'mailed just now': [/är skickat till/, true],
  'the link is over': [/be om en länk till/, true],
  'the link is revoked': [/be om en länk till/, true],
  bounced: [/går det inte att skicka någon länk/, false],
  verified: [/Kopplingen görs automatiskt/, false],
  'verified, refused there': [/har inte tagit emot kopplingen än/, false],
  connected: [/Allt är klart/, false],
  'connected directly': [/Allt är klart/, false],
  'removal under way': [/Allt är klart/, false],
  'removal refused': [/Allt är klart/, false],
  'not connected any more': [/be om en länk till/, true],
  inactive: [/går det inte att skicka någon länk/, false],
  'employment ended': [/går det inte att skicka någon länk/, false],
  'not started': [/går det inte att skicka någon länk/, false],
  'shared address': [/går det inte att skicka någon länk/, false],
  protected: [/be om en länk till/, true],
}

describe('every state of a person who asks for their own', () => {
  it.each(Object.keys(own))('%s', async (state) => {
    const { number } = await person(state)
    const who = inSlack(`U0${number}`, `own.${number}@acme.example`)
    await say(who, 'hjälp')
    await linkBySql(installation, who, number)
    const card = await say(who, 'status')
    const [says, offers] = own[state]!
    expect([spoken(card), lines(card)]).toEqual([expect.stringMatching(says), offers ? ['skicka länk'] : []])
  })
})
