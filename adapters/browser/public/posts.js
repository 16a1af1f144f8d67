// Shows what the bot posts without being asked, and the number of mails in the outbox.
import { announce, draw, showCard } from './conversation.js'
import { identity } from './identity.js'

const shown = new Map()
let lastVersion = 0

const read = (address) =>
  fetch(address).then(
    (response) => (response.ok ? response.json() : {}),
    () => ({}),
  )

/** Reads all posts again: those to a new identity may be older than the last one read. */
export function rereadPosts() {
  lastVersion = 0
}

export async function readPosts() {
  if (document.hidden) return
  const as = identity()
  const [{ posts = [] }, { count }] = await Promise.all([
    as === 'employee:' ? {} : read(`/chat/posts?${new URLSearchParams({ as, after: lastVersion })}`),
    read('/outbox/count'),
  ])
  const badge = document.getElementById('count')
  badge.textContent = count ?? ''
  badge.hidden = !count
  // While the requests ran, the identity may have changed.
  if (as === identity()) for (const post of posts) showPost(post)
}

function showPost({ version, message, card }) {
  lastVersion = Math.max(lastVersion, version)
  const before = shown.get(message)
  if (before && before.version >= version) return
  const article = before ? draw(before.article, card) : showCard(card)
  shown.set(message, { version, article })
  if (!before) announce(card.title)
}
