import { hasKey, type Key, type Params } from '#text'
import { type Next, UserError } from '../../errors.ts'
import { removalOf } from '../../verification/connections/disconnects.ts'
import { dateAndTime } from '../../verification/days.ts'
import { findPeople, lastLetter, type Person } from '../../verification/people/people.ts'
import type { PersonState } from '../../verification/people/state.ts'
import { sendsHolding } from '../../verification/sends/other-sends.ts'
import { providerWords } from '../connections/provider-words.ts'
import type { Turn } from '../context.ts'
import { addressNext } from '../people/address-button.ts'
import { choiceOf, wordOf } from '../people/one-person.ts'
import { fullName, whoIs } from '../words.ts'

/** Reasons that another address would cure. */
const cured = ['missing_email', 'invalid_email', 'bounced', 'shared_email', 'domain_not_allowed']

/** A reason why somebody gets no letter, in words about that person, with what can be done. */
export interface Explained extends Pick<UserError, 'code' | 'key' | 'params' | 'next'> {}

/** Whether another address would help. */
export const curedByAddress = ({ code }: Pick<Explained, 'code'>) => cured.includes(code)

/**
 * Why a person cannot be verified now, with the person and the company in the words and on the buttons. Any other error
 * is returned as it is. `email` is the new address that came with the words, and has not been stored.
 */
export async function refusalOfOne(turn: Turn, person: Person, error: unknown, email?: string): Promise<unknown> {
  if (!(error instanceof UserError)) return error
  if (error.code === 'email_taken' && email !== undefined) return takenBy(turn, person, error, email)
  if (!hasKey(`reason.${error.code}`)) return error
  const { code, key, params, next } = await explain(turn, person, error.code, error.key)
  const look: Next[] = [{ label: 'person.title.button', say: `status ${whoIs(person)}` }]
  const buttons = [...next, ...look]
  if (email === undefined || error.key === 'person.connectedAddress')
    return new UserError(code, key, { ...error.params, ...params }, buttons, error.data)
  const why = turn.say(key, params)
  return new UserError(code, 'one.notStored', { why }, buttons, error.data)
}

const hasVerified: ReadonlySet<PersonState> = new Set(['verified', 'connected', 'connect_failed'])

/** That the address is another's, who is named to those who may see that person. */
async function takenBy(turn: Turn, person: Person, error: UserError, email: string): Promise<UserError> {
  const found = await findPeople(turn.ctx, [email], {}, 10)
  const holder = found.find(({ id, state }) => id !== person.id && hasVerified.has(state))
  const look: Next[] = [{ label: 'person.title.button', say: `status ${whoIs(person)}` }]
  if (!holder) return new UserError(error.code, error.key, error.params, look)
  const theirs = choiceOf(holder, `status ${whoIs(holder)}`)
  return new UserError(error.code, 'person.emailTakenBy', theirs.params, [theirs, ...look])
}

/** A reason in the words of `verifiera` about one person. */
export async function explain(
  turn: Turn,
  person: Person,
  code: string,
  key = `reason.${code}.refusal` as Key,
): Promise<Explained> {
  const who = { name: fullName(person), number: person.number, company: person.companyNumber }
  const { key: other, params, next } = await details(turn, person, whoIs(person), code)
  return { code, key: other ?? key, params: { ...who, ...params }, next }
}

type Details = { key?: Key; params: Params; next: Next[] }

async function details(turn: Turn, person: Person, who: string, code: string): Promise<Details> {
  const { ctx } = turn
  if (code === 'recently_sent') {
    const { letter } = await lastLetter(ctx, person.id)
    const next: Next[] = [{ label: 'person.button.again', say: `verifiera ${who} igen=ja` }]
    return { params: { at: letter?.at ? dateAndTime(letter.at) : '' }, next }
  }
  if (code === 'in_another_send') {
    const sends = await sendsHolding(ctx, {
      words: [person.number],
      companies: [{ not: false, any: [person.companyId] }],
    })
    const [send] = sends
    const next: Next[] = send
      ? [{ label: 'plan.button.other_send', params: { code: send.code }, say: `utskick ${send.code}` }]
      : []
    return { params: { send: send?.code ?? 'none', state: send?.state ?? 'running' }, next }
  }
  if (code === 'shared_email' && person.email) {
    const others = (await findPeople(ctx, [person.email], {}, 4)).filter((other) => other.id !== person.id)
    const next = others.slice(0, 2).map((other) => choiceOf(other, `status ${whoIs(other)}`))
    const [other] = others
    const same: Next[] =
      other && turn.may(turn.registry.find('samma person')!)
        ? [{ label: 'record.same.button', say: `samma person ${wordOf(person)} ${wordOf(other)}` }]
        : []
    return {
      params: { others: others.map(fullName).join(', ') || 'none' },
      next: [...next, ...same, addressNext(person)],
    }
  }
  if (code === 'bounced') {
    return { params: {}, next: [addressNext(person), { label: 'bounces.button.clear', say: `studsar rensa ${who}` }] }
  }
  if (code === 'already_connected' || code === 'already_verified') {
    const removal = await removalOf(ctx.db, person.id)
    if (removal?.state === 'open') return { key: 'reason.already_connected.leaving', params: {}, next: [] }
  }
  if (code === 'already_verified' && person.state === 'connect_failed') {
    const why = providerWords(turn.say, person.connectReason)
    const next: Next[] = [{ label: 'person.button.reconnect', say: `koppla igen ${who}` }]
    return { key: 'reason.already_verified.failed', params: { why }, next }
  }
  if (code === 'already_connected') {
    const next: Next[] = [{ label: 'record.disconnect.button', say: `koppla från ${who}` }]
    return { params: {}, next }
  }
  return { params: {}, next: curedByAddress({ code }) ? [addressNext(person)] : [] }
}
