import type { Button, Effect, Language } from '#bot'
import { say } from '#text'
import type { Element } from './elements.ts'
import { clean, cut } from './text.ts'

/** The field of a press that holds what was typed. */
export const TYPED = 'typed'

/** The field of a press that says that the card was for the presser alone, and so the answer is. */
export const MINE = 'mine'

/** The field of a press that says that the card stays as it is. */
export const STAYS = 'stays'

const longest = 2000
type Saying = Extract<Button, { say: string }>

/**
 * A button that says a command, or opens an address. It carries no authority: whoever presses it is the actor. Clients
 * that do not know `Action.Execute` use `Action.Submit` with the same data. A button whose command or address is too
 * long is left out, because a shortened command would mean something else.
 */
export function action(
  button: Button,
  language: Language,
  more: Record<string, string | true> = {},
): Element | undefined {
  const title = cut(clean(button.label), 120) || '…'
  if ('open' in button) {
    const isSafe = /^https:\/\//i.test(button.open) || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/i.test(button.open)
    return isSafe && button.open.length <= 2000 ? { type: 'Action.OpenUrl', title, url: button.open } : undefined
  }
  if (button.input && button.say.length <= longest) return form(button, title, button.input, language)
  return sayAction(title, { say: button.say, ...more }, button.effect)
}

/** An action that says a line, unless that is too long. */
export function sayAction(title: string, data: { say: string }, effect?: Effect): Element | undefined {
  if (data.say.length > longest) return undefined
  const style = styleOf(effect)
  const look = { title, ...(style && { style }), data }
  return { type: 'Action.Execute', verb: 'say', ...look, fallback: { type: 'Action.Submit', ...look } }
}

/** A message with cards whose buttons tell, when they are pressed, that it was for one person alone. */
export function forAsker<T>(message: T): T {
  const isSaying = (inner: unknown): inner is Element & { data: object } =>
    /^Action\.(Execute|Submit)$/.test((inner as Element | null)?.type ?? '')
  const marked = (_: string, inner: unknown) =>
    isSaying(inner) ? { ...inner, data: { ...inner.data, [MINE]: true } } : inner
  return JSON.parse(JSON.stringify(message, marked))
}

const styleOf = (effect: Effect = 'safe') =>
  ({ primary: 'positive', safe: undefined, dangerous: 'destructive' })[effect]

/**
 * A small form under the button. What is required in it concerns its own button only: a card shown by an action is
 * checked apart from the card around it.
 */
function form(button: Saying, title: string, input: NonNullable<Saying['input']>, language: Language): Element {
  const style = styleOf(button.effect)
  const words = (part: 'label' | 'example' | 'hint' | 'submit' | 'missing') => say(language, `input.${input}.${part}`)
  const field = {
    type: 'Input.Text',
    id: TYPED,
    label: words('label'),
    placeholder: words('example'),
    style: 'Email',
    maxLength: 300,
    isRequired: true,
    errorMessage: words('missing'),
  }
  const hint = { type: 'TextRun', text: words('hint'), isSubtle: true, size: 'Small' }
  return {
    type: 'Action.ShowCard',
    title,
    ...(style && { style }),
    card: {
      type: 'AdaptiveCard',
      body: [field, { type: 'RichTextBlock', inlines: [hint] }],
      actions: [sayAction(words('submit'), { say: button.say }, 'primary')],
    },
  }
}
