import type { Card, Language, Reply, Said } from '#bot'
import { say } from '#text'
import { IMPORT_LINE } from '../inbox/entry.ts'

/** Names of files that may hold a list of people. */
const TABLES = /\.(csv|tsv|txt|xlsx|xlsm|xls|ods)$/i

/** A file that came with words which are no command: the answer offers to import it. */
export function offerImport(reply: Reply, { files, language = 'sv' }: Said): Reply {
  const isProblem = typeof reply.card.data?.at === 'number'
  const file = files.find(({ name }) => TABLES.test(name))
  if (!isProblem || !file) return reply
  const card: Card = {
    kind: 'question',
    tone: 'question',
    title: say(reply.language ?? language, 'slack.import.title', { name: file.name }),
    text: say(reply.language ?? language, 'slack.import.text'),
    buttons: [{ label: say(reply.language ?? language, 'slack.import.button'), say: IMPORT_LINE, effect: 'primary' }],
    data: reply.card.data,
  }
  return { ...reply, card }
}

/** Says that an edited message is not run, and offers to run it. */
export function editedReply(text: string, language: Language): Reply {
  const card: Card = {
    kind: 'question',
    tone: 'question',
    title: say(language, 'slack.edited.title'),
    text: say(language, 'slack.edited.text'),
    buttons: [{ label: say(language, 'slack.edited.button'), say: text }],
  }
  return { card, private: true }
}
