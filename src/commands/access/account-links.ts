import type { Button, Input } from '#bot'
import { prefixOf } from '../../base/storable.ts'
import { UserError } from '../../errors.ts'
import { answerRequest, linkByCode, openRequest, requestAccountLink } from '../../verification/access/account-links.ts'
import { otherAdmins } from '../../verification/access/role-holders.ts'
import { findPeople, type Person } from '../../verification/people/people.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { fullName, whoIs } from '../words.ts'

const link: BotCommand = command({
  name: 'koppla',
  also: { sv: [], en: ['link'] },
  need: 'employee',
  words: 'one',
  usage: { sv: '[kod]', en: '[code]' },
  examples: { sv: ['koppla', 'koppla 123456'], en: ['link', 'link 123456'] },
  mails: true,
  async run(turn, input) {
    const { say } = turn
    if (input.words[0]) {
      await linkByCode(turn.ctx, input.words[0])
      return {
        kind: 'notice',
        tone: 'good',
        title: say('account.linked'),
        buttons: [{ label: say('account.status'), say: 'status' }],
        data: { linked: true },
      }
    }
    const asked = await requestAccountLink(turn.ctx)
    turn.wake()
    if (asked.kind === 'linked')
      return {
        kind: 'notice',
        tone: 'good',
        title: say('account.already'),
        buttons: [{ label: say('account.status'), say: 'status' }],
        data: { linked: true },
      }
    if (asked.kind === 'code')
      return {
        kind: 'notice',
        tone: 'info',
        title: say('account.code'),
        text: say('account.code.text'),
        data: { asked: 'code' },
      }
    await tellAdmins(turn, asked.request)
    return {
      kind: 'notice',
      tone: 'info',
      title: say('account.asked'),
      text: say('account.asked.text'),
      data: { asked: 'admin', request: asked.request },
    }
  },
})

/** Asks every other admin who it is, with a button for each person of that name. A name alone never links anybody. */
async function tellAdmins(turn: Turn, request: number): Promise<void> {
  const { actor } = turn.ctx
  const who = actor.name ?? actor.user
  for (const { identity, companies } of await otherAdmins(turn.ctx)) {
    const named = await namesakes(turn, companies)
    turn.tell([identity.id], (say) => ({
      kind: 'question',
      tone: 'question',
      title: say('account.request', { who, platform: actor.platform }),
      text: say('account.request.text', { id: request }),
      buttons: [
        ...named.map(
          (p): Button => ({
            label: say('person.choice', { name: fullName(p), number: p.number, company: p.companyName }),
            say: `koppla godkänn ${request} ${whoIs(p)}`,
          }),
        ),
        { label: say('account.refuse'), say: `koppla avvisa ${request}`, effect: 'safe' },
      ],
    }))
  }
}

/** People who are called as the speaker is and whom an admin of these companies may see; they are only proposed. */
export async function namesakes({ ctx }: Turn, companies: Turn['ctx']['actor']['companies']): Promise<Person[]> {
  const theirs = { ...ctx, actor: { ...ctx.actor, companies, role: 'admin' as const } }
  return ctx.actor.name ? findPeople(theirs, [ctx.actor.name], {}, 4) : []
}

const approve: BotCommand = command({
  name: 'koppla godkänn',
  also: { sv: [], en: ['link approve'] },
  need: 'admin',
  keys: ['company'],
  words: 'some',
  needs: 'words',
  usage: { sv: '<id> <person>', en: '<id> <person>' },
  examples: { sv: ['koppla godkänn 12 00217 företag=100'], en: ['link approve 12 00217 company=100'] },
  rereads: true,
  exact: true,
  async run(turn, input) {
    const id = readId(input)
    await openRequest(turn.ctx, id)
    const words = input.words.slice(1)
    if (!words.length) throw new UserError('missing_argument', 'account.whichPerson', { id })
    const person = await onePerson(turn, approve, { ...input, words }, { before: [String(id)] })
    const request = await answerRequest(turn.ctx, id, person.id)
    turn.tell([request.identityId], (say) => ({
      kind: 'notice',
      tone: 'good',
      title: say('account.approved.told'),
      buttons: [{ label: say('account.status'), say: 'status' }],
    }))
    return {
      kind: 'notice',
      tone: 'good',
      title: turn.say('account.approved', { who: request.name ?? request.user, name: fullName(person) }),
      data: { request: id, approved: true },
    }
  },
})

const refuse: BotCommand = command({
  name: 'koppla avvisa',
  also: { sv: [], en: ['link refuse'] },
  need: 'admin',
  words: 'one',
  needs: 'words',
  usage: { sv: '<id>', en: '<id>' },
  examples: { sv: ['koppla avvisa 12'], en: ['link refuse 12'] },
  rereads: true,
  async run(turn, input) {
    const id = readId(input)
    const request = await answerRequest(turn.ctx, id, null)
    turn.tell([request.identityId], (say) => ({ kind: 'notice', tone: 'info', title: say('account.refused.told') }))
    return {
      kind: 'notice',
      tone: 'info',
      title: turn.say('account.refused', { who: request.name ?? request.user }),
      data: { request: id, approved: false },
    }
  },
})

function readId(input: Input): number {
  const typed = input.words[0] ?? ''
  if (!/^\d{1,9}$/.test(typed)) throw new UserError('unknown_request', 'account.badId', { typed: prefixOf(typed, 20) })
  return Number(typed)
}

export const accountLinkCommands = [link, approve, refuse]
