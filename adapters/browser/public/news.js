// What the bot says of its own accord, and how many mails there are.
import { announce, draw, showCard } from './talk.js'
import { as } from './voice.js'

const shown = new Map()
let last = 0

const read = (address) =>
  fetch(address).then(
    (got) => (got.ok ? got.json() : {}),
    () => ({}),
  )

/** Another speaker has other news. */
export function forgetNews() {
  last = 0
}

export async function readNews() {
  if (document.hidden) return
  const voice = as()
  const [news, mails] = await Promise.all([
    voice === 'employee:' ? {} : read(`/chat/posts?${new URLSearchParams({ as: voice, after: last })}`),
    read('/outbox/count'),
  ])
  const count = document.getElementById('count')
  count.textContent = mails.count ?? ''
  count.hidden = !mails.count
  if (voice === as()) for (const post of news.posts ?? []) showPost(post)
}

function showPost({ version, message, card }) {
  last = Math.max(last, version)
  const before = shown.get(message)
  if (before && before.version >= version) return
  const article = before ? draw(before.article, card) : showCard(card)
  shown.set(message, { version, article })
  if (!before) announce(card.title)
}
