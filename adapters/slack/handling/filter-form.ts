import type { Card, Language } from '#bot'
import { type Key, say } from '#text'
import { context, cut, facts, plain, section } from '../blocks/blocks.ts'
import type { KnownBlock, View } from '../blocks/sdk.ts'

/** The keys of the filter form, as the command line spells them. Each field is one block; ids are `filter:<key>`. */
const TEXTS = [
  { key: 'företag', label: 'slack.form.company', hint: 'slack.form.company_hint' },
  { key: 'enhet', label: 'slack.form.unit' },
  { key: 'roll', label: 'slack.form.role' },
] as const satisfies { key: string; label: Key; hint?: Key }[]

const STATES = ['not_sent', 'sent', 'expired', 'bounced'] as const

/** The form that composes a `verifiera konton` line. `count` is what the filter matches now. */
export function filterForm(language: Language, count?: Card): View {
  return {
    type: 'modal',
    callback_id: 'filter',
    title: plain(say(language, 'slack.form.title'), 24),
    submit: plain(say(language, 'slack.form.submit'), 24),
    close: plain(say(language, 'slack.form.close'), 24),
    blocks: [
      section(say(language, 'slack.form.intro')),
      ...TEXTS.map((field) => textField(language, field.key, field.label, 'hint' in field ? field.hint : undefined)),
      statusField(language),
      textField(language, 'ord', 'slack.form.words', 'slack.form.words_hint'),
      againField(language),
      ...countBlocks(language, count),
    ],
  }
}

/** The line that plans a send to whom the form's state says. */
export function planLine(state: unknown): string {
  const { terms, again, words } = readState(state)
  return ['verifiera konton', ...terms, again, words].filter(Boolean).join(' ')
}

/** The line that counts them: by state, or as search words find them. */
export function countLine(state: unknown): string {
  const { terms, words } = readState(state)
  return [words ? 'lista' : 'status', ...terms, words].filter(Boolean).join(' ')
}

function readState(state: unknown): { terms: string[]; again: string; words: string } {
  const values = (state as { values?: Record<string, Record<string, Chosen>> } | undefined)?.values ?? {}
  const chosen = (key: string) => values[`filter:${key}`]?.[`filter:${key}`]
  const terms = TEXTS.map(({ key }) => term(key, (chosen(key)?.value ?? '').split(',')))
  const states = (chosen('status')?.selected_options ?? []).map((option) => option.value)
  const again = chosen('igen')?.selected_options?.length ? 'igen=ja' : ''
  return { terms: [...terms, term('status', states)], again, words: unquoted(chosen('ord')?.value ?? '') }
}

interface Chosen {
  value?: string | null
  selected_options?: { value: string }[]
}

function term(key: string, values: string[]): string {
  const kept = values.map((value) => unquoted(value).trim()).filter(Boolean)
  if (kept.length === 0) return ''
  return `${key}=${kept.map((value) => (/[\s,]/.test(value) ? `"${value}"` : value)).join(',')}`
}

/** Quotes would end a value early; nobody's company or unit needs them to be found. */
const unquoted = (value: string) => value.replace(/["\u201C-\u201E\u00AB\u00BB\r\n]/g, ' ').trim()

function textField(language: Language, key: string, label: Key, hint?: Key): KnownBlock {
  return {
    type: 'input',
    block_id: `filter:${key}`,
    optional: true,
    dispatch_action: true,
    label: plain(say(language, label), 150),
    ...(hint && { hint: plain(say(language, hint), 150) }),
    element: {
      type: 'plain_text_input',
      action_id: `filter:${key}`,
      max_length: 300,
      dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
    },
  }
}

function statusField(language: Language): KnownBlock {
  const label = (state: (typeof STATES)[number]) => say(language, `slack.form.${state}`)
  return {
    type: 'input',
    block_id: 'filter:status',
    optional: true,
    dispatch_action: true,
    label: plain(say(language, 'slack.form.status'), 150),
    element: {
      type: 'multi_static_select',
      action_id: 'filter:status',
      placeholder: plain(say(language, 'slack.form.status_hint'), 150),
      options: STATES.map((state) => ({ text: plain(label(state), 75), value: state })),
    },
  }
}

function againField(language: Language): KnownBlock {
  return {
    type: 'input',
    block_id: 'filter:igen',
    optional: true,
    dispatch_action: true,
    label: plain(say(language, 'slack.form.again'), 150),
    element: {
      type: 'checkboxes',
      action_id: 'filter:igen',
      options: [{ text: plain(say(language, 'slack.form.again_yes'), 75), value: 'ja' }],
    },
  }
}

function countBlocks(language: Language, count: Card | undefined): KnownBlock[] {
  if (!count) return [context(say(language, 'slack.form.counting'))]
  const blocks: KnownBlock[] = [{ type: 'divider' }, section(cut(count.title, 300))]
  if (count.text) blocks.push(context(count.text))
  if (count.facts?.length) blocks.push(facts(count.facts, 1_200))
  return blocks
}

/** Instead of the form, for whoever may not choose accounts. */
export function noticeForm(language: Language, card: Card): View {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plain(say(language, 'slack.form.title'), 24),
    close: plain(say(language, 'slack.form.close'), 24),
    blocks: countBlocks(language, card),
  }
}
