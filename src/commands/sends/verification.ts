import { dayInWords } from '../../base/days.ts'
import { dateAndTime, lastDayOf, linkEnd } from '../../verification/days.ts'
import { planSend } from '../../verification/sends/plan.ts'
import { verifyOne } from '../../verification/sends/verify-one.ts'
import { type BotCommand, command } from '../context.ts'
import { filterWords } from '../people/filter-words.ts'
import { onePerson } from '../people/one-person.ts'
import { select } from '../people/selection.ts'
import { planCard } from '../plans/plan-card.ts'
import { whoIs } from '../words.ts'
import { refusalOfOne } from './refusal.ts'

const verify: BotCommand = command({
  name: 'verifiera',
  also: { sv: [], en: ['verify'] },
  need: 'admin',
  keys: ['company', 'email', 'again'],
  narrows: { email: { operators: ['='], kind: 'address', single: ['='] } },
  words: 'one',
  needs: 'person',
  usage: { sv: '<e-post | anst.nr> [epost=ny@företag.se]', en: '<e-mail | employment no.> [email=new@company.se]' },
  examples: {
    sv: ['verifiera anna.berg@acme.example', 'verifiera 00217 företag=100 epost=anna@acme.example'],
    en: ['verify anna.berg@acme.example', 'verify 00217 company=100 email=anna@acme.example'],
  },
  mails: true,
  rereads: true,
  async run(turn, input) {
    const email = input.filter.terms.find((t) => t.key === 'email')?.values[0]
    const again = input.filter.terms.some((t) => t.key === 'again' && t.values[0] === 'yes')
    const terms = input.filter.terms.filter((t) => t.key === 'company')
    const person = await onePerson(
      turn,
      verify,
      { ...input, filter: { ...input.filter, terms } },
      { more: [email && `epost=${email}`, again && 'igen=ja'].filter(Boolean).join(' ') },
    )
    const { say, ctx, language } = turn
    const done = await verifyOne(ctx, person.id, email, again || undefined).catch(async (error) => {
      throw await refusalOfOne(turn, person, error, email)
    })
    turn.wake()
    const day = dayInWords(lastDayOf(linkEnd(ctx.clock(), ctx.rules.linkDays)), language)
    return {
      kind: 'notice',
      tone: 'good',
      title: say(`one.${done.action}.title`),
      text: [
        done.stored ? say('one.stored') : '',
        done.mailedBefore ? say('one.again', { at: dateAndTime(done.mailedBefore) }) : '',
        say(`one.${done.action}.text`, { email: done.email, day }),
      ]
        .filter(Boolean)
        .join(' '),
      buttons: [{ label: say('person.title.button'), say: `status ${whoIs(person)}` }],
      data: { verified: { company: person.companyNumber, number: person.number, action: done.action } },
    }
  },
})

const verifyAccounts: BotCommand = command({
  name: 'verifiera konton',
  also: { sv: [], en: ['verify accounts'] },
  need: 'admin',
  keys: ['company', 'unit', 'role', 'status', 'email', 'active', 'sent', 'send', 'import', 'again'],
  words: 'free',
  usage: { sv: '[filter]', en: '[filter]' },
  examples: {
    sv: ['verifiera konton företag=100', 'verifiera konton företag="Acme Bygg AB" status=ej_skickad'],
    en: ['verify accounts company=100', 'verify accounts company="Acme Bygg AB" status=not_sent'],
  },
  mails: true,
  async run(turn, input) {
    const selection = await select(turn, verifyAccounts, input)
    const made = await planSend(turn.ctx, selection, input.line)
    return planCard(turn, made, selection, await filterWords(turn, input.filter, selection), input.line)
  },
})

export const verificationCommands = [verify, verifyAccounts]
