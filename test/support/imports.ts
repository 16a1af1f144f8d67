import { expect } from 'vitest'
import { csv, header, type Product } from './product.ts'

export type Card = Awaited<ReturnType<Product['say']>>

/** What an owner says to import rows and to go on from the card. `of`: the product, once it has been started. */
export function importsInto(of: () => Product) {
  /** Sends a file with these rows. */
  const sent = (...rows: string[]) => of().say('owner', 'importera', [csv([header, ...rows])])
  /** Presses the button whose label begins with this, or whose line has it. */
  const press = (card: Card, part: string) => {
    const buttons = (card.buttons ?? []).flatMap((one) => ('say' in one ? [one] : []))
    const found = buttons.find(({ label, say }) => label.startsWith(part) || say.includes(part))
    expect(found, `${part} in ${buttons.map(({ label, say }) => `${label}: ${say}`).join(' | ')}`).toBeDefined()
    return of().say('owner', found!.say)
  }
  /** Also where nothing changes, and so no button says it. */
  const confirmed = async (...rows: string[]) => {
    const { data } = await sent(...rows)
    return of().say('owner', `bekräfta ${data!.plan}`)
  }
  return { sent, press, confirmed }
}

/** The lines that a card's buttons say. */
export const linesOf = ({ buttons = [] }: Card): string[] =>
  buttons.flatMap((button) => ('say' in button ? [button.say] : []))

export const factsOf = (card: Card): Record<string, string> => Object.fromEntries(card.facts!)
