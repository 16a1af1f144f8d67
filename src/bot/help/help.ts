import { hasKey, type Key, type Language, type Say } from '#text'
import type { Need } from '../../base/need.ts'
import type { Button, Card } from '../card.ts'
import type { Command } from '../command.ts'
import { parse } from '../language/parse.ts'
import { usageOf } from '../language/read.ts'
import { nameIn, nameKey, type Registry, spellings } from '../registry.ts'
import { nearest } from '../suggestion/nearest.ts'
import { keySpec, keys } from '../vocabulary/keys.ts'
import type { SettingSpec } from '../vocabulary/settings.ts'
import { describe } from './describe.ts'
import { pressLabel } from './press.ts'
import { problemCard } from './problem-card.ts'
import { findSubject, type May, subjectButtons, subjectIn, topicOf } from './subjects.ts'

/**
 * Help on one topic: a command, a subject of several, or the filter grammar. Without a topic it lists the commands that
 * this person may use, grouped by the role that they require. An unknown topic is answered with the nearest one.
 */
export function helpCard<Context>(
  registry: Registry<Context>,
  may: May<Context>,
  language: Language,
  say: Say,
  given = '',
): Card {
  const allowed = registry.commands.filter(may)
  const topic = topicOf(given)
  if (!topic) return overview(registry, allowed, may, language, say)
  if (filterWords.includes(nameKey(topic))) return filterHelp(language, say)
  const subject = findSubject(registry, may, topic)
  if (subject) return subjectHelp(registry, subject, may, language, say)
  const command = registry.find(topic)
  if (command && may(command)) return commandHelp(registry, command, may, language, say)
  const helpName = nameIn(registry.find('hjälp')!, language)
  const spot = { line: `${helpName} ${topic}`, at: helpName.length + 1, length: topic.length, what: topic }
  if (command) return problemCard({ ...spot, code: 'not_allowed', need: command.need }, registry, say)
  const under = allowed.filter((c) => spellings(c).some((s) => nameKey(s).startsWith(`${nameKey(topic)} `)))
  if (under.length) return overview(registry, under, may, language, say)
  const meant = nearest(
    topic,
    allowed.flatMap((c) => spellings(c, language)),
  )
  return problemCard({ ...spot, code: 'unknown_topic', nearest: meant && `${helpName} ${meant}` }, registry, say)
}

const filterWords = ['filter', 'villkor', 'urval', 'nycklar', 'keys', 'filters'].map(nameKey)
const groups: Record<string, Need[]> = { admin: ['admin'], owner: ['owner'], all: ['all', 'employee'] }

function overview<Context>(
  registry: Registry<Context>,
  shown: Command<Context>[],
  may: May<Context>,
  language: Language,
  say: Say,
): Card {
  const plain = isPlain(registry, may)
  const body = Object.values(groups).flatMap((needs) =>
    shown
      .filter((command) => needs.includes(command.need))
      .map((command) => nameAndAbout(command, plain, language, say)),
  )
  return {
    kind: 'help',
    tone: 'info',
    title: say('help.title'),
    text: say('help.text'),
    rows: { head: [say('help.head_command'), say('help.head_about')], body },
    fold: { rows: say('help.all', { n: body.length }) },
    buttons: [...firstSteps(registry, may, plain, say), ...(plain ? [] : subjectButtons(registry, may, language, say))],
    note: say(plain ? 'help.note_own' : 'help.note'),
  }
}

/** The commands of one subject, each of which opens its own help. */
function subjectHelp<Context>(
  registry: Registry<Context>,
  subject: string,
  may: May<Context>,
  language: Language,
  say: Say,
): Card {
  const shown = registry.subjects[subject]!.filter(may)
  const plain = isPlain(registry, may)
  const helpName = nameIn(registry.find('hjälp')!, language)
  return {
    kind: 'help',
    tone: 'info',
    title: say('help.subject', { subject: subjectIn(subject, say) }),
    rows: {
      head: [say('help.head_command'), say('help.head_about')],
      body: shown.map((command) => nameAndAbout(command, plain, language, say)),
      press: shown.map((command) => `${helpName} ${nameIn(command, language)}`),
    },
    note: say(plain ? 'help.note_own' : 'help.note'),
  }
}

/** What people of each kind do most, in the order in which they do it. */
const oftenDone = {
  admin: [
    ['status', 'help.first_status'],
    ['verifiera konton', 'help.first_send'],
    ['importera', 'help.first_import'],
    ['lista', 'help.first_person'],
    ['utskick', 'help.first_sends'],
  ],
  plain: [
    ['skicka länk', 'help.first_link'],
    ['status', 'help.first_own'],
  ],
} as const

/** Buttons for what this person does most. What needs more than its name leads to the help on it. */
function firstSteps<Context>(registry: Registry<Context>, may: May<Context>, plain: boolean, say: Say): Button[] {
  return oftenDone[plain ? 'plain' : 'admin'].flatMap(([name, label], at) => {
    const command = registry.find(name)
    if (!command || !may(command)) return []
    const line = command.needs ? `hjälp ${name}` : name
    return [{ label: say(label), say: line, ...(at === 0 && { effect: 'primary' as const }) }]
  })
}

function commandHelp<Context>(
  registry: Registry<Context>,
  command: Command<Context>,
  may: May<Context>,
  language: Language,
  say: Say,
): Card {
  const examples = command.examples[language]
  const other = spellings(command, language).slice(1)
  const [usage, about] = nameAndAbout(command, isPlain(registry, may), language, say)
  const pressable = examples.filter((line) => isHarmless(command) && isPressable(line, registry, may, language))
  const specs = command.keys.map(keySpec)
  const related = registry.longer(command).filter((l) => l.command !== command && may(l.command))
  const names = [...new Set(related.map((l) => nameIn(l.command, language)))]
  return {
    kind: 'help',
    tone: 'info',
    title: nameIn(command, language),
    text: about,
    facts: [
      [say('problem.usage'), usage],
      ...(examples.length ? [[say('help.examples'), examples.join('\n')] as [string, string]] : []),
      ...(command.columns ? [[say('help.columns'), command.columns.join(', ')] as [string, string]] : []),
      ...(other.length ? [[say('help.also'), other.join(', ')] as [string, string]] : []),
      ...(names.length ? [[say('help.see_also'), names.join(', ')] as [string, string]] : []),
      [say('help.head_who'), say(`help.group_${groupOf(command.need)}` as Key)],
    ],
    ...(specs.length ? { rows: keyRows(specs, language, say, command.settings) } : {}),
    buttons: [
      ...pressable.map((line) => example(line, registry, language, say)),
      ...(command.offers ?? []).map((offer) => ({ label: say(offer.label), say: offer.say })),
    ].slice(0, 5),
  }
}

const filterHelp = (language: Language, say: Say): Card => ({
  kind: 'help',
  tone: 'info',
  title: say('help.filter_title'),
  text: say('help.filter_text'),
  rows: keyRows(keys, language, say),
})

const keyRows = (
  specs: readonly (typeof keys)[number][],
  language: Language,
  say: Say,
  settings: readonly SettingSpec[] = [],
) => ({
  head: [say('help.head_key'), say('help.head_about')],
  body: [...specs, ...settings].map((spec) => [
    [spec[language][0]!, ...spec.examples[language]].join('\n'),
    aboutTerm(spec.key, say),
  ]),
})

const aboutTerm = (key: string, say: Say): string => {
  const text = `help.key_${key}`
  return hasKey(text) ? say(text) : ''
}

const groupOf = (need: Need): string => (need === 'admin' || need === 'owner' ? need : 'all')

/** The text key of a command's description, made from its name: `help.do_verifiera_konton`. */
export const aboutKey = (command: Pick<Command, 'name'>): string =>
  `help.do_${nameKey(command.name).replaceAll(' ', '_')}`

/** True for somebody without admin rights. Their commands concern only themselves. */
const isPlain = <Context>(registry: Registry<Context>, may: May<Context>): boolean =>
  !registry.commands.some((command) => groupOf(command.need) !== 'all' && may(command))

/**
 * A command that shows employees only their own data (`status`) has a second description, and is shown to them without
 * arguments.
 */
function nameAndAbout(command: Command<never>, plain: boolean, language: Language, say: Say): [string, string] {
  const own = `${aboutKey(command)}_own`
  if (plain && hasKey(own)) return [nameIn(command, language), say(own)]
  const key = aboutKey(command)
  return [usageOf(command, language), hasKey(key) ? say(key) : '']
}

/**
 * Whether help may offer the command as a button. Commands that mail others are left out, so that nobody sends mail by
 * pressing an example; an employee's own commands only mail the employee.
 */
const isHarmless = (command: Command<never>): boolean =>
  command.name !== 'hjälp' && (!command.mails || groupOf(command.need) === 'all')

/** Whether a line works for everybody as it is, because it names no example person, company or code. */
function isPressable<Context>(
  line: string,
  registry: Registry<Context>,
  may: May<Context>,
  language: Language,
): boolean {
  const parsed = parse(line, registry, { language, may })
  if (parsed.kind === 'problem' || parsed.input.words.length) return false
  return parsed.input.filter.terms.every((term) => {
    const { kind } = keySpec(term.key)
    return (
      kind === 'status' ||
      kind === 'yesno' ||
      kind === 'when' ||
      term.values.every((v) => v === 'missing' || v === 'present')
    )
  })
}

/** An example as a button. What it looks for is said, too, so that nobody takes it for everything. */
function example<Context>(line: string, registry: Registry<Context>, language: Language, say: Say): Button {
  const parsed = parse(line, registry, { language, may: () => true })
  const hasTerms = parsed.kind === 'command' && parsed.input.filter.terms.length > 0
  const label = hasTerms
    ? say('help.try', { what: describe(parsed.input.filter, language, say) })
    : pressLabel(line, registry, say)
  return { label, say: line }
}
