import { type Card, canonical, type Input, type SettingSpec, type Term } from '#bot'
import { UserError } from '../../errors.ts'
import { pictureLimits, readPicture } from '../../files/picture/picture.ts'
import { employerOf, type Logo } from '../../verification/employers/employers.ts'
import { proposeLetter, proposeRemoval, type Wishes } from '../../verification/employers/propose.ts'
import { companiesInScope, companyNames } from '../../verification/people/companies.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { select } from '../people/selection.ts'
import { employerCard, proposalCard } from './employer-cards.ts'

const spec = (key: string, sv: string[], en: string[], example: string): SettingSpec => ({
  key,
  sv,
  en,
  examples: { sv: [`${sv[0]}=${example}`], en: [`${en[0]}=${example}`] },
})

/** What can be said of a letter; the keys are those of `Wishes`. */
const settings: readonly SettingSpec[] = [
  spec('name', ['namn'], ['name'], '"Acme HR"'),
  spec('contact', ['kontakt', 'kontaktperson'], ['contact'], '"Karin Ek"'),
  spec('address', ['adress', 'kontaktadress'], ['address'], 'hr@acme.example'),
  spec('replyTo', ['svar', 'svaradress'], ['reply', 'replyto'], 'hr@acme.example'),
  spec('color', ['färg'], ['colour', 'color'], '#0a6640'),
  spec('textSv', ['text', 'text_sv'], ['text_sv'], '"Hej!"'),
  spec('textEn', ['text_en'], ['text_en'], '"Hello"'),
  spec('logo', ['logo', 'logotyp'], ['logo'], '""'),
]

const oneCompany = { need: 'owner', keys: ['company'], narrows: { company: { operators: ['='] } } } as const

const change: BotCommand = command({
  name: 'brev ändra',
  also: { sv: ['ändra brevet', 'brevmall'], en: ['letter change'] },
  ...oneCompany,
  settings,
  usage: {
    sv: 'företag=… [namn=…] [kontakt=…] [adress=…] [svar=…] [färg=…] [text=…] [text_en=…] [+ logotyp]',
    en: 'company=… [name=…] [contact=…] [address=…] [reply=…] [colour=…] [text_sv=…] [text_en=…] [+ logo]',
  },
  examples: {
    sv: ['brev ändra företag=100', 'brev ändra företag=100 namn="Acme HR" kontakt="Karin Ek" färg=#0a6640'],
    en: ['letter change company=100', 'letter change company=100 name="Acme HR" contact="Karin Ek" colour=#0a6640'],
  },
  async run(turn, input) {
    const companyId = await companyOf(turn, change, input)
    const wishes = await wishesOf(turn, input)
    if (Object.keys(wishes).length === 0) {
      const company = await nameOf(turn, companyId)
      return employerCard(turn, company, await employerOf(turn.ctx.db, companyId))
    }
    // With a file the line alone would not make the same proposal again.
    const proposed = await proposeLetter(turn.ctx, companyId, wishes, input.files.length ? '' : input.line)
    return proposalCard(turn, { ...proposed, requester: turn.ctx.actor.id })
  },
})

const remove: BotCommand = command({
  name: 'brev ta bort',
  also: { sv: ['brevmall ta bort'], en: ['letter remove'] },
  ...oneCompany,
  usage: { sv: 'företag=…', en: 'company=…' },
  examples: { sv: ['brev ta bort företag=100'], en: ['letter remove company=100'] },
  async run(turn, input): Promise<Card> {
    const companyId = await companyOf(turn, remove, input)
    const proposed = await proposeRemoval(turn.ctx, companyId, input.line)
    return proposalCard(turn, { ...proposed, requester: turn.ctx.actor.id })
  },
})

/** The one company that was named: a letter for several at once could not be told apart in the card. */
async function companyOf(turn: Turn, command: BotCommand, input: Input): Promise<number> {
  const { companies = [] } = await select(turn, command, input)
  const [only, ...others] = companies.flatMap((c) => c.any)
  if (only !== undefined && !others.length) return only
  const named = await companiesInScope(turn.ctx)
  const asked = named.filter(({ id }) => only === undefined || only === id || others.includes(id))
  const choices = asked.slice(0, 5).map(({ name, number }) => {
    const terms: Term[] = [{ key: 'company', operator: '=', values: [number], at: 0, length: 0 }]
    const say = canonical(command, { terms }, [], turn.registry, input.settings)
    return { label: 'choice.company' as const, params: { name, number }, say }
  })
  throw new UserError('ambiguous_company', 'employer.oneCompany', {}, choices)
}

async function nameOf(turn: Turn, companyId: number): Promise<{ name: string; number: string }> {
  return (await companyNames(turn.ctx.db, [companyId])).get(companyId)!
}

async function wishesOf(turn: Turn, { settings: { logo, ...typed }, files }: Input): Promise<Wishes> {
  if (files.length > 1) throw new UserError('many_files', 'employer.oneFile', { n: files.length })
  if (logo) throw new UserError('no_file', 'employer.logoWord')
  const [file] = files
  if (file) return { ...typed, logo: await readLogo(await turn.fetchFile(file)) }
  return logo === '' ? { ...typed, logo: null } : typed
}

async function readLogo(bytes: Uint8Array): Promise<Logo> {
  const read = await readPicture(bytes, pictureLimits)
  if (read.ok) return read.picture
  const { code, ...params } = read.problem
  throw new UserError(`logo_${code}`, `picture.${code}`, params)
}

export const employerCommands = [change, remove]
