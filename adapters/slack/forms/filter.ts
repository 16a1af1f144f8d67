import type { Card, ChoiceOf, Language } from '#bot'
import { type Key, say } from '#text'
import { context, facts, plain, section } from '../blocks/blocks.ts'
import { cut } from '../blocks/text.ts'
import type { InputBlock, KnownBlock, View } from '../bolt/sdk.ts'
import { FIELD_PREFIX, LISTED } from './filter-line.ts'

const STATES = ['not_sent', 'sent', 'expired', 'bounced'] as const

/** The form that composes a `verifiera konton` line. `count` is the card about those whom it selects now. */
export function filterForm(language: Language, count?: Card): View {
  return {
    type: 'modal',
    callback_id: 'filter',
    title: plain(say(language, 'slack.form.title'), 24),
    submit: plain(say(language, 'slack.form.submit'), 24),
    close: plain(say(language, 'slack.form.close'), 24),
    blocks: [
      section(say(language, 'slack.form.intro')),
      ...LISTED.map(({ key, of }) => listField(language, key, of)),
      statusField(language),
      wordsField(language),
      againField(language),
      ...countBlocks(language, count),
    ],
  }
}

/** Shown instead of the form to those who may not choose accounts. */
export function noticeForm(language: Language, card: Card): View {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plain(say(language, 'slack.form.title'), 24),
    close: plain(say(language, 'slack.form.close'), 24),
    blocks: countBlocks(language, card),
  }
}

/** A list that Slack asks us for, because only some companies, units and roles are this person's to see. */
function listField(language: Language, key: string, of: ChoiceOf): InputBlock {
  return field(language, key, `slack.form.${of}`, {
    type: 'multi_external_select',
    action_id: FIELD_PREFIX + key,
    min_query_length: 0,
    placeholder: plain(say(language, `slack.form.${of}_hint`), 150),
  })
}

function wordsField(language: Language): InputBlock {
  const input = field(language, 'ord', 'slack.form.words', {
    type: 'plain_text_input',
    action_id: `${FIELD_PREFIX}ord`,
    max_length: 300,
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed', 'on_character_entered'] },
  })
  return { ...input, hint: plain(say(language, 'slack.form.words_hint'), 150) }
}

function statusField(language: Language): InputBlock {
  return field(language, 'status', 'slack.form.status', {
    type: 'multi_static_select',
    action_id: `${FIELD_PREFIX}status`,
    placeholder: plain(say(language, 'slack.form.status_hint'), 150),
    options: STATES.map((state) => ({ text: plain(say(language, `slack.form.${state}`), 75), value: state })),
  })
}

function againField(language: Language): InputBlock {
  return field(language, 'igen', 'slack.form.again', {
    type: 'checkboxes',
    action_id: `${FIELD_PREFIX}igen`,
    options: [{ text: plain(say(language, 'slack.form.again_yes'), 75), value: 'ja' }],
  })
}

/** `dispatch_action` has Slack tell us of each change, so that the count can follow. */
function field(language: Language, key: string, label: Key, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: FIELD_PREFIX + key,
    optional: true,
    dispatch_action: true,
    label: plain(say(language, label), 150),
    element,
  }
}

function countBlocks(language: Language, count: Card | undefined): KnownBlock[] {
  if (!count) return [context(say(language, 'slack.form.counting'))]
  const blocks: KnownBlock[] = [{ type: 'divider' }, section(cut(count.title, 300))]
  if (count.text) blocks.push(context(count.text))
  if (count.facts?.length) blocks.push(facts(count.facts, 1_200))
  return blocks
}
