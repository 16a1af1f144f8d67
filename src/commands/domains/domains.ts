import type { Button, Card, SettingSpec, Settings } from '#bot'
import type { Say } from '#text'
import { isPublicMailbox } from '../../verification/addresses/similar-domains.ts'
import { dateAndTime } from '../../verification/days.ts'
import {
  addDomain,
  allowDomain,
  checkDomain,
  listDomains,
  proofOf,
  removeDomain,
  type VerifiedDomain,
} from '../../verification/domains/domains.ts'
import { concernedBy, type Effect, effectOf, peopleByDomain } from '../../verification/domains/effect.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { number } from '../words.ts'

const oneDomain = {
  need: 'owner',
  words: 'one',
  needs: 'domain',
  usage: { sv: '<domän>', en: '<domain>' },
  shows: 'counts',
  rereads: true,
} as const

const add: BotCommand = command({
  name: 'domän lägg till',
  also: { sv: [], en: ['domain add'] },
  ...oneDomain,
  examples: { sv: ['domän lägg till acme.example'], en: ['domain add acme.example'] },
  run: async (turn, input) => proofCard(turn, await addDomain(turn.ctx, input.words[0]!), 'domain.added'),
})

const check: BotCommand = command({
  name: 'domän kontrollera',
  also: { sv: [], en: ['domain check'] },
  ...oneDomain,
  examples: { sv: ['domän kontrollera acme.example'], en: ['domain check acme.example'] },
  async run(turn, input) {
    const { domain, result } = await checkDomain(turn.ctx, input.words[0]!)
    if (result === 'proved') {
      return {
        kind: 'notice',
        tone: 'good',
        title: turn.say('domain.proved', { domain: domain.domain }),
        text: turn.say('domain.proved.text'),
        data: { domain: domain.domain, proved: true },
      }
    }
    return { ...proofCard(turn, domain, `domain.${result}`), tone: 'warning' }
  },
})

/** The DNS record to publish. Name and value are separate facts, because they are pasted into separate fields. */
function proofCard(
  turn: Turn,
  domain: VerifiedDomain,
  key: 'domain.added' | 'domain.missing' | 'domain.other_value' | 'domain.no_answer',
): Card {
  const { say } = turn
  const { record, value } = proofOf(domain)
  return {
    kind: 'notice',
    tone: domain.provedAt ? 'good' : 'info',
    title: say(key, { domain: domain.domain }),
    text: say('domain.publish'),
    facts: [
      [say('domain.fact.type'), 'TXT'],
      [say('domain.fact.record'), record],
      [say('domain.fact.value'), value],
    ],
    buttons: [{ label: say('domain.checkButton'), say: `domän kontrollera ${domain.domain}`, effect: 'primary' }],
    data: { domain: domain.domain, proved: domain.provedAt !== null, record, value },
  }
}

/** How many people were shown as concerned, which the button of a question says. */
const seen: SettingSpec = {
  key: 'seen',
  sv: ['antal'],
  en: ['people'],
  examples: { sv: ['antal=600'], en: ['people=600'] },
}

const remove: BotCommand = command({
  name: 'domän ta bort',
  also: { sv: [], en: ['domain remove'] },
  ...oneDomain,
  settings: [seen],
  examples: { sv: ['domän ta bort acme.example'], en: ['domain remove acme.example'] },
  async run(turn, { words: [typed = ''], settings }) {
    const effect = await effectOf(turn.ctx, 'remove', typed)
    if (mustAsk(turn, effect, settings)) return questionCard(turn, 'remove', effect)
    const { domain, wasProved, wasAllowed } = await removeDomain(turn.ctx, typed)
    const { say } = turn
    return {
      kind: 'notice',
      tone: 'good',
      title: say('domain.removed', { domain }),
      text: effectWords(turn, effect),
      buttons: [
        ...(wasAllowed ? [{ label: say('domain.allowButton', { domain }), say: `domän tillåt ${domain}` }] : []),
        ...(wasProved ? [{ label: say('domain.addButton', { domain }), say: `domän lägg till ${domain}` }] : []),
      ],
      data: { domain, removed: true, ...concerned(effect) },
    }
  },
})

const allow: BotCommand = command({
  name: 'domän tillåt',
  also: { sv: [], en: ['domain allow'] },
  ...oneDomain,
  settings: [seen],
  examples: { sv: ['domän tillåt acme.example'], en: ['domain allow acme.example'] },
  async run(turn, { words: [typed = ''], settings }) {
    const effect = await effectOf(turn.ctx, 'allow', typed)
    if (mustAsk(turn, effect, settings)) return questionCard(turn, 'allow', effect)
    const { domain, isNew, isVerified } = await allowDomain(turn.ctx, typed)
    const { say } = turn
    // To remove a verified domain would be more than to undo this.
    const undo = isNew && !isVerified
    return {
      kind: 'notice',
      tone: effect.blocked ? 'warning' : 'good',
      title: say('domain.allowed', { domain }),
      text: [say('domain.allowed.text'), effectWords(turn, effect)].filter(Boolean).join(' '),
      buttons: [
        ...(undo ? [{ label: say('domain.removeButton', { domain }), say: `domän ta bort ${domain}` }] : []),
        { label: say('domain.listButton'), say: 'domän lista' },
      ],
      data: { domain, allowed: true, ...concerned(effect) },
    }
  },
})

/** A change that concerns as many as a send that needs a second pair of eyes is made when the number has been seen. */
const mustAsk = ({ ctx }: Turn, effect: Effect, settings: Settings): boolean => {
  const n = concernedBy(effect)
  return n > ctx.rules.fourEyesAbove && !(n <= Number(settings.seen))
}

/**
 * Asks before a change that concerns many. The button says how many were shown; if it is more by then, it asks again.
 */
function questionCard(turn: Turn, change: 'allow' | 'remove', effect: Effect): Card {
  const { say } = turn
  const { domain } = effect
  const line = `${change === 'allow' ? 'domän tillåt' : 'domän ta bort'} ${domain} antal=${concernedBy(effect)}`
  return {
    kind: 'question',
    tone: 'question',
    title: say(`domain.ask.${change}`, { domain }),
    text: [effectWords(turn, effect), say('domain.ask.text')].join(' '),
    buttons: [
      { label: say(`domain.${change}Button`, { domain }), say: line, effect: 'dangerous' },
      { label: say('domain.listButton'), say: 'domän lista', effect: 'safe' },
    ],
    data: { domain, ...concerned(effect) },
  }
}

const concerned = ({ blocked, freed, linked }: Effect) => ({ blocked, freed, linked })

/** Whom a change concerns, in words; nothing if nobody. */
const effectWords = ({ say }: Turn, { domain, blocked, freed, linked, lifts }: Effect): string =>
  [
    lifts ? say('domain.lifted', { domain }) : '',
    blocked ? say('domain.blocked', { n: blocked }) : '',
    freed ? say('domain.freed', { n: freed }) : '',
    linked ? say('domain.linked', { n: linked }) : '',
  ]
    .filter(Boolean)
    .join(' ')

const checkButtons = (say: Say, verified: VerifiedDomain[]): Button[] =>
  verified
    .filter((d) => !d.provedAt)
    .slice(0, 4)
    .map((d) => ({ label: `${say('domain.checkButton')}: ${d.domain}`, say: `domän kontrollera ${d.domain}` }))

/** The domains that most people have their address in, for whoever has added none, and how to add another. */
const addButtons = (say: Say, people: Map<string, number>): Button[] => [
  ...[...people]
    .filter(([domain]) => !isPublicMailbox(domain))
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .slice(0, 2)
    .map(([domain]) => ({ label: say('domain.addButton', { domain }), say: `domän lägg till ${domain}` })),
  { label: say('intent.help_on', { command: 'domän lägg till' }), say: 'hjälp domän lägg till' },
]

const list: BotCommand = command({
  name: 'domän lista',
  also: { sv: ['domän', 'domäner'], en: ['domain list', 'domain', 'domains'] },
  need: 'owner',
  examples: { sv: ['domän lista'], en: ['domain list'] },
  shows: 'counts',
  async run(turn) {
    const { say } = turn
    const { verified, allowed } = await listDomains(turn.ctx)
    const people = await peopleByDomain(turn.ctx)
    const count = (domain: string) => number(say, people.get(domain) ?? 0)
    return {
      kind: 'list',
      tone: 'info',
      title: verified.length ? say('domain.list') : say('domain.list.none'),
      rows: verified.length
        ? {
            head: [say('domain.head.domain'), say('domain.head.state'), say('domain.head.people')],
            body: verified.map((d) => [
              d.domain,
              d.provedAt ? say('domain.state.proved', { at: dateAndTime(d.provedAt) }) : say('domain.state.waiting'),
              count(d.domain),
            ]),
          }
        : undefined,
      facts: [
        [
          say('domain.fact.allowed'),
          allowed.map((d) => say('domain.allowed.one', { domain: d, people: count(d) })).join(', ') ||
            say('domain.allowed.all'),
        ],
      ],
      buttons: verified.length ? checkButtons(say, verified) : addButtons(say, people),
      data: { verified: verified.map((d) => ({ domain: d.domain, proved: d.provedAt !== null })), allowed },
    }
  },
})

export const domainCommands = [add, check, remove, list, allow]
