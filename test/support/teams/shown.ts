import type { Call } from './cloud.ts'
import { wordsIn } from './harness.ts'

/** A message as a person sees it now, buttons included. */
export interface Shown {
  id: string
  conversation: string
  words: string
  buttons: { title: string; say: string; input?: string; data: Record<string, unknown> }[]
}

export function shown({ body, path, id }: Pick<Call, 'body' | 'path' | 'id'>): Shown {
  const buttons: Shown['buttons'] = []
  // What a row of a table says when it is pressed is no button.
  JSON.stringify(body, (key, inner) => {
    if (key === 'selectAction') return undefined
    if (inner?.type === 'Action.ShowCard') {
      const { data } = inner.card.actions[0]
      buttons.push({ title: inner.title, say: data.say, input: inner.card.body[0].id, data })
      return undefined
    }
    if (inner?.type === 'Action.Execute') buttons.push({ title: inner.title, say: inner.data.say, data: inner.data })
    return inner
  })
  const conversation = /\/v3\/conversations\/([^/]+)\//.exec(path)?.[1] ?? ''
  return { id: id ?? '', conversation, words: wordsIn(body), buttons }
}
