import type { Chat, ChatHost, Reply, Said } from '#bot'
import { openApi, type SlackConfig } from './api.ts'
import { openSocket } from './bolt/socket.ts'
import { checkInstallations, findInstallations } from './check.ts'
import { fetchFile } from './files.ts'
import { createFormOutcomes } from './forms/outcomes.ts'
import { createHandler } from './handlers/handler.ts'
import { entryShape } from './incoming/entry.ts'
import { openMessages } from './outgoing/messages.ts'
import { openPeople } from './people.ts'
import { receiveHttp } from './receive.ts'

export type { SlackConfig } from './api.ts'

/** In milliseconds. Slack gives three seconds to answer a form; the rest is for the way there and back. */
const FORM_PATIENCE = 2_200

/** Slack as a chat: requests are kept in the inbox, handlers answer them later, and cards are posted as Block Kit. */
export function slackChat(config: SlackConfig, host: ChatHost): Chat {
  const api = openApi(config, host)
  const messages = openMessages(api, host)
  const people = openPeople(api, host)
  let answer: (said: Said) => Promise<Reply> = () => Promise.reject(new Error('Nobody answers yet'))
  const outcomes = createFormOutcomes(FORM_PATIENCE)
  const handle = createHandler({ api, host, people, messages, outcomes, answer: (said) => answer(said) })
  const parts = { config, host, api, people, outcomes }
  const socket = config.appToken ? openSocket({ ...parts, appToken: config.appToken }) : undefined
  return {
    name: 'slack',
    onSaid(given) {
      answer = given
    },
    work: (body) => handle(entryShape.parse(body)),
    post: messages.post,
    fetchFile: (file) => fetchFile(api, file),
    ...(socket ? {} : { webhook: receiveHttp(parts) }),
    check: () => findInstallations(api, config),
    async start() {
      await checkInstallations(api, config, host.log)
      await socket?.start()
    },
    async stop() {
      messages.stop()
      await socket?.stop()
    },
  }
}
