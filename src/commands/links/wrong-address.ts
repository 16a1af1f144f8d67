import type { Card } from '#bot'
import type { Say } from '#text'
import { mayUse } from '../../verification/access/policy.ts'
import type { Person } from '../../verification/people/people.ts'
import { reportWrongAddress } from '../../verification/sends/wrong-address.ts'
import { namesakes } from '../access/account-links.ts'
import { type BotCommand, command } from '../context.ts'
import { fullName, whoIs } from '../words.ts'

export const wrongAddress: BotCommand = command({
  name: 'anmäl fel adress',
  also: { sv: ['anmäl adress'], en: ['report wrong address', 'report address'] },
  need: 'employee',
  examples: { sv: ['anmäl fel adress'], en: ['report wrong address'] },
  async run(turn) {
    const { say, ctx, facts } = turn
    // An admin changes the address without asking anybody.
    if (mayUse(ctx.actor, 'admin'))
      return { kind: 'notice', tone: 'info', title: say('wrong.admin'), text: say('intent.address.own_text') }
    const { person, tell } = await reportWrongAddress(ctx)
    const by = { who: ctx.actor.name ?? ctx.actor.user, platform: ctx.actor.platform }
    for (const { identity, companies } of tell) {
      const card = person
        ? (words: Say) => personsCard(words, person, by)
        : unknownCard(await namesakes(turn, companies), by)
      turn.tell([identity.id], card)
    }
    const contact = facts.supportContact ? say('resend.contact', { contact: facts.supportContact }) : undefined
    return { kind: 'notice', tone: 'good', title: say('wrong.title'), text: say('wrong.text'), note: contact }
  },
})

interface Asker {
  who: string
  platform: string
}

/** Tells an admin whose address is wrong. Without `by` it was said on the page behind the link. */
export function personsCard(say: Say, person: Person, by?: Asker): Card {
  const name = fullName(person)
  return {
    ...question(say, by ? say('wrong.told.chat', { name, ...by }) : say('wrong.told.page', { name }), [person]),
    text: say('wrong.told.text', { number: person.number, company: person.companyNumber }),
  }
}

/** Somebody whose record is not known. `namesakes` are people of that name whom the admin may see. */
const unknownCard =
  (namesakes: Person[], by: Asker) =>
  (say: Say): Card => ({
    ...question(say, say('wrong.told.unknown', { ...by }), namesakes),
    text: say('wrong.told.unknown_text'),
  })

const question = (say: Say, title: string, people: Person[]): Card => ({
  kind: 'question',
  tone: 'question',
  title,
  buttons: people.map((p) => ({
    label: say('person.choice', { name: fullName(p), number: p.number, company: p.companyName }),
    say: `status ${whoIs(p)}`,
  })),
})
