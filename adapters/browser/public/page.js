// Starts the chat page: the line to type in, its history, and the buttons that are there from the beginning.
import { ask, restore, settings, speak } from './conversation.js'
import { startFiles, takeFile } from './files.js'
import { startIdentity } from './identity.js'
import { readPosts, rereadPosts } from './posts.js'
import { load } from './storage.js'
import { completeStep, showSteps } from './walkthrough.js'

const line = document.getElementById('line')
const composer = document.getElementById('composer')
/** The lines that were typed, and the position of the one that the arrow keys show. */
const typed = []
let at = 0

function grow() {
  line.style.height = 'auto'
  line.style.height = `${Math.min(line.scrollHeight + 2, 160)}px`
}

function submit(event) {
  event.preventDefault()
  const file = takeFile()
  const said = line.value.trim()
  if (!said && !file) return
  at = typed.push(said)
  line.value = ''
  grow()
  void speak(said, file)
}

function onKey(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    composer.requestSubmit()
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (!step || line.value.includes('\n')) return
  event.preventDefault()
  at = Math.min(Math.max(0, at + step), typed.length)
  line.value = typed[at] ?? ''
}

/** Tells the bot before the page changes, so that the cards come in the same language. */
async function switchLanguage(event) {
  event.preventDefault()
  const link = event.currentTarget
  await ask(link.dataset.say).catch(() => null)
  location.assign(link.href)
}

composer.addEventListener('submit', submit)
line.addEventListener('input', grow)
line.addEventListener('keydown', onKey)
document.getElementById('switch').addEventListener('click', (event) => void switchLanguage(event))
for (const button of document.querySelectorAll('button[data-say]')) {
  button.addEventListener('click', () => void speak(button.dataset.say, takeFile()))
}
for (const link of document.querySelectorAll('a[target=verifiera-outbox]')) {
  link.addEventListener('click', () => completeStep('mail'))
}

document.querySelector('.walkthrough').open = matchMedia('(min-width: 60rem)').matches || !load('log')
startFiles()
startIdentity(rereadPosts)
restore()
showSteps()
if (settings.say) line.value = settings.say
line.focus({ preventScroll: true })
void readPosts()
setInterval(() => void readPosts(), 3000)
