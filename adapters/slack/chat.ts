import type { Chat, ChatHost } from '#bot'
import { openApi, type SlackConfig } from './api.ts'
import { fetchFile } from './files.ts'
import type { AnswerTo } from './handling/context.ts'
import { openWork } from './handling/handle.ts'
import { receiveSocket } from './incoming/bolt.ts'
import type { Entry } from './incoming/entry.ts'
import { openOut } from './outgoing/messages.ts'
import { openPeople } from './people.ts'
import { receiveHttp } from './receive.ts'

export type { SlackConfig } from './api.ts'

/** Slack as a chat: requests go into the inbox, the work answers them, cards go out as Block Kit. */
export function slackChat(config: SlackConfig, host: ChatHost): Chat {
  const api = openApi(config, host.log)
  const out = openOut(api, host)
  const people = openPeople(api, host)
  const socket = config.appToken ? receiveSocket(config, host, api.fetch) : undefined
  let answer: AnswerTo = () => Promise.reject(new Error('Nobody answers yet'))
  const work = openWork({ api, host, people, out, answer: (said) => answer(said) })
  return {
    name: 'slack',
    onSaid(given) {
      answer = given
    },
    work: (body) => work(body as Entry),
    post: out.post,
    fetchFile: (file) => fetchFile(api, file),
    ...(socket ? { start: async () => void (await socket.start()) } : { webhook: receiveHttp(config, host) }),
    async stop() {
      out.stop()
      await socket?.stop()
    },
  }
}
