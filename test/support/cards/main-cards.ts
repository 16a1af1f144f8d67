import type { Card } from '#bot'
import { csv, header, type Product } from '../product.ts'

const people = csv([
  header,
  ...Array.from({ length: 40 }, (_, at) => {
    const company = at % 3 ? '100;Acme Bygg och Anläggning i Mellersta Norrland AB' : '200;Beta AB'
    const email = at % 5 ? `forstanamnet.efternamnsson-lindqvist.${at}@dotterbolaget.acme.example` : ''
    return `${company};00${at};Förnamn-Maria${at};Efternamnsson Lindqvist;${email}`
  }),
])
const EMPLOYEE = 'employee:e@acme.example'

/**
 * The main cards of the product, said to it in the order in which somebody meets them, with long names and addresses.
 * The product needs `FOUR_EYES_ABOVE` 20.
 */
export async function sayMainCards(product: Product): Promise<Record<string, Card>> {
  const cards: Record<string, Card> = {}
  const say = async (name: string, as: string, line: string, files?: Parameters<Product['say']>[2]) => {
    const card = await product.say(as, line, files)
    cards[name] = card
    return card
  }
  await say('help-owner', 'owner', 'hjälp')
  await say('help-employee', EMPLOYEE, 'hjälp')
  await say('help-command', 'owner', 'hjälp verifiera konton')
  await say('help-filter', 'owner', 'hjälp filter')
  const file = await say('import-plan', 'owner', 'importera', [people])
  await say('imported', 'owner', `bekräfta ${file.data!.plan}`)
  const plan = await say('plan', 'owner', 'verifiera konton företag=200')
  await say('plan-large', 'owner', 'verifiera konton företag=100')
  await say('plan-none', 'owner', 'verifiera konton epost=saknas')
  await say('send', 'owner', `bekräfta ${plan.data!.plan}`)
  const mails = await product.settled()
  await say('send-done', 'owner', `utskick ${plan.data!.plan}`)
  await say('sends', 'owner', 'utskick')
  for (const { to } of mails.slice(0, 5)) await product.app.page.verify(await product.linkTo(to), '127.0.0.1')
  await say('status', 'owner', 'status')
  await say('status-company', 'owner', 'status företag=200')
  await say('person', 'owner', 'status 001 företag=100')
  await say('person-without', 'owner', 'status 000 företag=200')
  await say('person-unknown', 'owner', 'status ingen.alls@acme.example')
  await say('list', 'owner', 'lista')
  await say('bounces', 'owner', 'studsar')
  await say('export', 'owner', 'exportera företag=200')
  await say('history', 'owner', 'historik')
  await say('roles', 'owner', 'roll')
  await say('letters', 'owner', 'brev företag=200')
  await say('domains', 'owner', 'domän lista')
  await say('refusal', 'owner', 'bekräfta K7QM')
  await say('mistyped', 'owner', 'verfiera konton företag=Acme')
  await say('intent', 'owner', 'hur går det?')
  await say('own-status', EMPLOYEE, 'status')
  return cards
}
