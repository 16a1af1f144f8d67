import { type Button, quote } from '#bot'
import type { Say } from '#text'
import type { Next } from '../../errors.ts'
import type { Person } from '../../verification/people/people.ts'

/** Asks for a person's address: the line that stores it and mails it, as far as its value. */
export function addressNext({
  number,
  companyNumber,
  email,
}: Pick<Person, 'number' | 'companyNumber' | 'email'>): Next {
  return {
    label: email ? 'person.button.change_address' : 'person.button.add_address',
    say: `verifiera ${quote(number)} företag=${quote(companyNumber)} epost=`,
    input: 'address',
  }
}

/** The same as a button; for whoever has no address that letters reach it is the expected step. */
export function addressButton(say: Say, person: Pick<Person, 'number' | 'companyNumber' | 'email' | 'state'>): Button {
  const isNext = person.state === 'missing_email' || person.state === 'bounced'
  const { label, ...button } = addressNext(person)
  return { ...button, label: say(label), ...(isNext && { effect: 'primary' }) }
}
