// Draws blocks as Slack does. The page that asks for it calls `draw` with the blocks and whether it is dark.
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Message } from 'slack-blocks-to-jsx'

const root = createRoot(document.getElementById('card'))
const logo =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#0b5f6b"/><path d="M10 18.5l5.5 5.5L26 12.5" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>',
  )

globalThis.draw = ({ card, dark }) => {
  const message = { blocks: card, name: 'Verifiera', logo, time: new Date(), theme: dark ? 'dark' : 'light' }
  // Drawn anew each time: containers and selects would keep whether they are open.
  flushSync(() => root.render(createElement(Message, { key: Math.random(), ...message })))
}
