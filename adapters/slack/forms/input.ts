import { completed, type Language, prefixOf } from '#bot'
import { say } from '#text'
import { plain } from '../blocks/blocks.ts'
import type { View } from '../bolt/sdk.ts'
import type { Begun } from '../incoming/entry.ts'
import { type Json, object } from '../incoming/json.ts'

/** The block and the field of the form's one input. */
export const INPUT_BLOCK = 'input'
const CALLBACK = 'input'
/** Slack's limit. */
const METADATA = 3_000

/**
 * The form of a button that asks for the rest of its command line. The beginning waits in the form. It is a plain text
 * input: Slack's own for addresses does not say which it refuses, and what counts as one is not decided here.
 */
export function inputForm(language: Language, { text, title, input }: Begun): View {
  return {
    type: 'modal',
    callback_id: CALLBACK,
    private_metadata: prefixOf(text, METADATA),
    title: plain(title, 24),
    submit: plain(say(language, `input.${input}.submit`), 24),
    close: plain(say(language, 'input.cancel'), 24),
    blocks: [
      {
        type: 'input',
        block_id: INPUT_BLOCK,
        label: plain(say(language, `input.${input}.label`), 150),
        hint: plain(say(language, `input.${input}.hint`), 150),
        element: {
          type: 'plain_text_input',
          action_id: INPUT_BLOCK,
          max_length: 300,
          focus_on_load: true,
          placeholder: plain(say(language, `input.${input}.example`), 150),
        },
      },
    ],
  }
}

export const isInputForm = (view: Json): boolean => view.callback_id === CALLBACK

/** The command line that the submitted form composes. */
export function inputLine(view: Json): string {
  const field = object(object(object(object(view.state).values)[INPUT_BLOCK])[INPUT_BLOCK])
  return completed(String(view.private_metadata ?? ''), String(field.value ?? ''))
}
