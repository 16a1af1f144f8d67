import type { Button, Input } from '#bot'
import { UserError } from '../../errors.ts'
import { answerRequest, askForTie, openRequest, tieByCode } from '../../verification/access/account-links.ts'
import { findPeople } from '../../verification/people/people.ts'
import { admins } from '../../verification/sends/approvers.ts'
import { command, type Talk, type TalkCommand } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { fullName } from '../words.ts'

const link: TalkCommand = command({
  name: 'koppla',
  also: { sv: [], en: ['link'] },
  need: 'employee',
  words: 'one',
  usage: { sv: '[kod]', en: '[code]' },
  examples: { sv: ['koppla', 'koppla 123456'], en: ['link', 'link 123456'] },
  mails: true,
  async run(talk, input) {
    const { say } = talk
    if (input.words[0]) {
      await tieByCode(talk.ctx, input.words[0])
      return {
        tone: 'good',
        title: say('link.tied'),
        buttons: [{ label: say('link.status'), say: 'status' }],
        data: { tied: true },
      }
    }
    const asked = await askForTie(talk.ctx)
    talk.nudge()
    if (asked.kind === 'tied')
      return {
        tone: 'good',
        title: say('link.already'),
        buttons: [{ label: say('link.status'), say: 'status' }],
        data: { tied: true },
      }
    if (asked.kind === 'code')
      return { tone: 'info', title: say('link.code'), text: say('link.code.text'), data: { asked: 'code' } }
    await tellAdmins(talk, asked.request)
    return {
      tone: 'info',
      title: say('link.asked'),
      text: say('link.asked.text'),
      data: { asked: 'admin', request: asked.request },
    }
  },
})

/** The admins see who asks, with a button for each person of that name; nobody is matched by itself. */
async function tellAdmins(talk: Talk, request: number): Promise<void> {
  const { actor } = talk.ctx
  const who = actor.name ?? actor.user
  for (const { identity, companies } of await admins(talk.ctx)) {
    // Each is shown the people of the own companies only, as if they had searched themselves.
    const theirs = { ...talk.ctx, actor: { ...actor, companies, role: 'admin' as const } }
    const named = actor.name ? await findPeople(theirs, [actor.name], {}, 4) : []
    talk.tell([identity.id], (say) => ({
      tone: 'question',
      title: say('link.request', { who, platform: actor.platform }),
      text: say('link.request.text', { id: request }),
      buttons: [
        ...named.map(
          (p): Button => ({
            label: say('person.choice', { name: fullName(p), number: p.number, company: p.companyName }),
            say: `koppla godkänn ${request} ${p.number} företag=${p.companyNumber}`,
          }),
        ),
        { label: say('link.refuse'), say: `koppla avvisa ${request}`, style: 'danger' },
      ],
    }))
  }
}

const approve: TalkCommand = command({
  name: 'koppla godkänn',
  also: { sv: [], en: ['link approve'] },
  need: 'admin',
  keys: ['company'],
  words: 'some',
  needs: 'words',
  usage: { sv: '<id> <person>', en: '<id> <person>' },
  examples: { sv: ['koppla godkänn 12 00217 företag=100'], en: ['link approve 12 00217 company=100'] },
  rereads: true,
  async run(talk, input) {
    const id = readId(input)
    await openRequest(talk.ctx, id)
    const words = input.words.slice(1)
    if (!words.length) throw new UserError('missing_argument', 'link.whichPerson', { id })
    const person = await onePerson(talk, approve, { ...input, words }, undefined, [String(id)])
    const request = await answerRequest(talk.ctx, id, person.id)
    talk.tell([request.identityId], (say) => ({
      tone: 'good',
      title: say('link.approved.told'),
      buttons: [{ label: say('link.status'), say: 'status' }],
    }))
    return {
      tone: 'good',
      title: talk.say('link.approved', { who: request.name ?? request.user, name: fullName(person) }),
      data: { request: id, approved: true },
    }
  },
})

const refuse: TalkCommand = command({
  name: 'koppla avvisa',
  also: { sv: [], en: ['link refuse'] },
  need: 'admin',
  words: 'one',
  needs: 'words',
  usage: { sv: '<id>', en: '<id>' },
  examples: { sv: ['koppla avvisa 12'], en: ['link refuse 12'] },
  rereads: true,
  async run(talk, input) {
    const id = readId(input)
    const request = await answerRequest(talk.ctx, id, null)
    talk.tell([request.identityId], (say) => ({ tone: 'info', title: say('link.refused.told') }))
    return {
      tone: 'info',
      title: talk.say('link.refused', { who: request.name ?? request.user }),
      data: { request: id, approved: false },
    }
  },
})

function readId(input: Input): number {
  const typed = input.words[0] ?? ''
  if (!/^\d{1,9}$/.test(typed)) throw new UserError('unknown_request', 'link.badId', { typed: typed.slice(0, 20) })
  return Number(typed)
}

export const linkCommands = [link, approve, refuse]
