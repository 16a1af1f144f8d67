import type { Card } from '#bot'
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
import { type BotCommand, command, type Turn } from '../context.ts'

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

const remove: BotCommand = command({
  name: 'domän ta bort',
  also: { sv: [], en: ['domain remove'] },
  ...oneDomain,
  examples: { sv: ['domän ta bort acme.example'], en: ['domain remove acme.example'] },
  async run(turn, input) {
    const domain = await removeDomain(turn.ctx, input.words[0]!)
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('domain.removed', { domain }),
      data: { domain, removed: true },
    }
  },
})

const allow: BotCommand = command({
  name: 'domän tillåt',
  also: { sv: [], en: ['domain allow'] },
  ...oneDomain,
  examples: { sv: ['domän tillåt acme.example'], en: ['domain allow acme.example'] },
  async run(turn, input) {
    const domain = await allowDomain(turn.ctx, input.words[0]!)
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('domain.allowed', { domain }),
      text: turn.say('domain.allowed.text'),
      data: { domain, allowed: true },
    }
  },
})

const list: BotCommand = command({
  name: 'domän lista',
  also: { sv: ['domän', 'domäner'], en: ['domain list', 'domain', 'domains'] },
  need: 'owner',
  examples: { sv: ['domän lista'], en: ['domain list'] },
  shows: 'counts',
  async run(turn) {
    const { say } = turn
    const { verified, allowed } = await listDomains(turn.ctx)
    return {
      kind: 'list',
      tone: 'info',
      title: verified.length ? say('domain.list') : say('domain.list.none'),
      rows: verified.length
        ? {
            head: [say('domain.head.domain'), say('domain.head.state')],
            body: verified.map((d) => [
              d.domain,
              d.provedAt ? say('domain.state.proved', { at: dateAndTime(d.provedAt) }) : say('domain.state.waiting'),
            ]),
          }
        : undefined,
      facts: [[say('domain.fact.allowed'), allowed.length ? allowed.join(', ') : say('domain.allowed.all')]],
      buttons: verified
        .filter((d) => !d.provedAt)
        .slice(0, 4)
        .map((d) => ({ label: `${say('domain.checkButton')}: ${d.domain}`, say: `domän kontrollera ${d.domain}` })),
      data: { verified: verified.map((d) => ({ domain: d.domain, proved: d.provedAt !== null })), allowed },
    }
  },
})

export const domainCommands = [add, check, remove, list, allow]
