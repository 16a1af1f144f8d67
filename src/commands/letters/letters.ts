import { type Button, type Card, type Fact, type Input, readCode } from '#bot'
import { UserError } from '../../errors.ts'
import type { Shown, ShownLetter } from '../../verification/letters/previews.ts'
import { chooseShown, exampleOf, queueTrial } from '../../verification/letters/shown.ts'
import { companyNames } from '../../verification/people/companies.ts'
import { findPlan } from '../../verification/plans/plans.ts'
import { isInSight } from '../../verification/plans/sight.ts'
import { firstCompany } from '../../verification/sends/plan.ts'
import { type BotCommand, command, type Turn } from '../context.ts'
import { onePerson } from '../people/one-person.ts'
import { select } from '../people/selection.ts'
import { ofCompany } from '../words.ts'
import { employerCommands } from './employer.ts'
import { previewLink } from './preview-link.ts'

/** What people call the letters. */
const names: Record<string, ShownLetter> = {
  verifiera: 'verify',
  verify: 'verify',
  kopplad: 'connected',
  connected: 'connected',
  kod: 'code',
  code: 'code',
}
const lineWord: Record<ShownLetter, string> = { verify: 'verifiera', connected: 'kopplad', code: 'kod' }

const oneLetter = {
  need: 'admin',
  keys: ['company'],
  words: 'some',
  usage: {
    sv: '[verifiera | kopplad | kod] [företag=…] [<person>]',
    en: '[verify | connected | code] [company=…] [<person>]',
  },
} as const

const show: BotCommand = command({
  name: 'brev',
  also: { sv: ['visa brevet'], en: ['letter'] },
  ...oneLetter,
  examples: {
    sv: ['brev', 'brev kopplad företag=100', 'brev verifiera anna.berg@acme.example'],
    en: ['letter', 'letter connected company=100', 'letter verify anna.berg@acme.example'],
  },
  run: async (turn, input) => letterCard(turn, await shownBy(turn, show, input)),
})

const trial: BotCommand = command({
  name: 'provbrev',
  also: { sv: ['prov till mig'], en: ['test letter'] },
  ...oneLetter,
  examples: {
    sv: ['provbrev', 'provbrev kopplad företag=100'],
    en: ['test letter', 'test letter connected company=100'],
  },
  rereads: true,
  async run(turn, input) {
    const { say } = turn
    const address = await queueTrial(turn.ctx, await shownBy(turn, trial, input))
    turn.wake()
    return {
      kind: 'notice',
      tone: 'good',
      title: say('letters.trial.title'),
      text: say('letters.trial.text', { address }),
      data: { trial: true },
    }
  },
})

/** The letter, company and person that were asked for. A single word may name the letter. */
async function shownBy(turn: Turn, command: BotCommand, input: Input): Promise<Shown> {
  const [first = '', ...others] = input.words
  const letter = Object.hasOwn(names, first.toLowerCase()) ? names[first.toLowerCase()] : undefined
  const words = letter ? others : input.words
  const planned = await letterOfPlan(turn, words)
  if (planned) return chooseShown(turn.ctx, letter ?? 'verify', planned)
  const selection = await select(turn, command, { ...input, filter: { ...input.filter, words: [] } })
  const chosen = selection.companies?.flatMap((c) => (c.not ? [] : c.any)) ?? []
  if (chosen.length > 1 || selection.companies?.some((c) => c.not)) {
    throw new UserError('ambiguous_company', 'letters.oneCompany')
  }
  const before = letter ? [first] : []
  const person = words.length
    ? await onePerson(turn, command, { ...input, words: [words.join(' ')] }, { before })
    : undefined
  const about = { companyId: person?.companyId ?? chosen[0], personId: person?.id }
  return chooseShown(turn.ctx, letter ?? 'verify', about)
}

/** Of the plan with this code, the letter that it proposes, or that the first on its list would get. */
async function letterOfPlan({ ctx }: Turn, words: string[]) {
  const code = words.length === 1 ? readCode(words[0]!) : undefined
  const plan = code ? await findPlan(ctx.db, code) : null
  if (!plan || !(await isInSight(ctx.db, ctx, plan))) return undefined
  if (plan.kind === 'letter') return { companyId: plan.companyId, version: plan.version }
  const companyId = plan.kind === 'send' ? await firstCompany(ctx.db, plan.id) : undefined
  return companyId && { companyId, version: plan.letters?.[companyId] ?? null }
}

/** Subject, sender and text; the letter as it will look is behind a button. */
async function letterCard(turn: Turn, shown: Shown): Promise<Card> {
  const { say, ctx, letters } = turn
  const example = (await exampleOf(ctx, shown, ctx.actor))!
  const { subject, text, from, replyTo } = letters.render(example)
  const facts: Fact[] = [
    [say('letters.fact.subject'), subject],
    [say('letters.fact.from'), from],
    ...(replyTo ? [[say('letters.fact.replyTo'), replyTo] as Fact] : []),
    [say('letters.fact.company'), example.company],
  ]
  const number = (await companyNames(ctx.db, [shown.companyId])).get(shown.companyId)?.number ?? ''
  const line = `${lineWord[shown.letter]} ${ofCompany(number)}`
  return {
    kind: 'notice',
    tone: 'info',
    title: say(`letters.title.${shown.letter}`),
    text,
    facts,
    buttons: [
      { label: say('letters.button.open'), open: previewLink(turn, shown) },
      { label: say('letters.button.trial'), say: `provbrev ${line}` },
      ...(['verify', 'connected'] as const)
        .filter((other) => other !== shown.letter)
        .map(
          (other): Button => ({
            label: say(`letters.button.${other}`),
            say: `brev ${lineWord[other]} ${ofCompany(number)}`,
          }),
        ),
    ],
    note: [example.madeUp ? say('letters.madeUp') : '', say('letters.note')].filter(Boolean).join(' '),
    data: { letter: shown.letter, company: number, subject },
  }
}

/** The two buttons of every plan card: the letter that its people will get, and a trial of it. */
export function letterButtons(say: Turn['say'], code: string, counts: { mail: number }): Button[] {
  const line = `${counts.mail ? 'verifiera' : 'kopplad'} ${code}`
  return [
    { label: say('letters.button.show'), say: `brev ${line}` },
    { label: say('letters.button.trial'), say: `provbrev ${line}` },
  ]
}

export const letterCommands = [show, trial, ...employerCommands]
