import { quote } from '#bot'
import { hasKey, type Params } from '#text'
import { type Next, UserError } from '../../errors.ts'
import { dateAndTime } from '../../verification/days.ts'
import { findPeople, lastLetter, type Person } from '../../verification/people/people.ts'
import { sendsHolding } from '../../verification/sends/other-sends.ts'
import type { Turn } from '../context.ts'
import { addressNext } from '../people/address-button.ts'
import { fullName } from '../words.ts'

/** Reasons that another address would cure. */
const needsAddress = ['missing_email', 'invalid_email', 'bounced']

/**
 * Why a person cannot be verified now, with the person and the company in the words and on the buttons. Any other error
 * is returned as it is.
 */
export async function refusalOfOne(turn: Turn, person: Person, error: unknown): Promise<unknown> {
  if (!(error instanceof UserError) || !hasKey(`reason.${error.code}`)) return error
  const who = `${quote(person.number)} företag=${quote(person.companyNumber)}`
  const { params, next } = await details(turn, person, who, error.code)
  const all = { name: fullName(person), number: person.number, company: person.companyNumber, ...params }
  const look: Next[] = [{ label: 'person.title.button', say: `status ${who}` }]
  return new UserError(error.code, error.key, { ...error.params, ...all }, [...next, ...look], error.data)
}

async function details(
  turn: Turn,
  person: Person,
  who: string,
  code: string,
): Promise<{ params: Params; next: Next[] }> {
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
    const pair = (p: Person) => `${p.companyNumber}/${p.number}`
    const next = others.slice(0, 2).map((other) => ({
      label: 'person.choice' as const,
      params: { name: fullName(other), number: other.number, company: other.companyName },
      say: `status ${quote(other.number)} företag=${quote(other.companyNumber)}`,
    }))
    const [other] = others
    const same: Next[] =
      other && turn.may(turn.registry.find('samma person')!)
        ? [{ label: 'record.same.button', say: `samma person ${pair(person)} ${pair(other)}` }]
        : []
    return {
      params: { others: others.map(fullName).join(', ') || 'none' },
      next: [...next, ...same, addressNext(person)],
    }
  }
  if (code === 'already_connected') {
    const next: Next[] = [{ label: 'record.disconnect.button', say: `koppla från ${who}` }]
    return { params: {}, next }
  }
  return { params: {}, next: needsAddress.includes(code) ? [addressNext(person)] : [] }
}
