// Starts the chat page: the line to type in, its history, and the buttons that are there from the beginning.
import { grow, remember, startComposer } from './composer.js'
import { announce, ask, draw, restore, settings, speak } from './conversation.js'
import { startFiles, takeFile } from './files.js'
import { hasIdentity, identity, isKnown, startIdentity } from './identity.js'
import { readPosts, rereadPosts } from './posts.js'
import { completeStep, showSteps } from './walkthrough.js'

const line = document.getElementById('line')
const composer = document.getElementById('composer')
async function submit(event) {
  event.preventDefault()
  const said = line.value.trim()
  // Nothing typed is deleted before it is known who says it.
  if (!(await hasIdentity())) return announce(settings.words['local.employee.choose'])
  const file = takeFile()
  if (!said && !file) return
  line.value = ''
  remember(said)
  grow()
  await speak(said, file)
}

async function press(said) {
  if (!(await hasIdentity())) return announce(settings.words['local.employee.choose'])
  await speak(said, takeFile())
  line.focus({ preventScroll: true })
}

/** How it stands for whoever is speaking, below the greeting. */
const start = document.createElement('article')

/** Shows it where nothing has been said yet, anew for each identity. */
async function showStart() {
  const log = document.getElementById('log')
  const isUntouched = () => log.children.length === (start.parentNode ? 2 : 1)
  if (!isUntouched() || !(await isKnown())) return
  const as = identity()
  const card = await ask(settings.words['local.line.start']).catch(() => null)
  if (!card || card.data?.refused || as !== identity() || !isUntouched()) return
  log.append(draw(start, card))
}

/** Tells the bot before the page changes, so that the cards come in the same language. */
async function switchLanguage(event) {
  event.preventDefault()
  const link = event.currentTarget
  await ask(link.dataset.say).catch(() => null)
  location.assign(link.href)
}

composer.addEventListener('submit', (event) => void submit(event))
document.getElementById('switch').addEventListener('click', (event) => void switchLanguage(event))
for (const button of document.querySelectorAll('button[data-say]')) {
  button.addEventListener('click', () => void press(button.dataset.say))
}
for (const link of document.querySelectorAll('a[target=verifiera-outbox]')) {
  link.addEventListener('click', () => completeStep('mail'))
}

document.querySelector('.walkthrough').open = matchMedia('(min-width: 60rem)').matches
startFiles()
restore()
startIdentity(() => {
  rereadPosts()
  void showStart()
})
showSteps()
startComposer()
line.focus({ preventScroll: true })
void readPosts()
setInterval(() => void readPosts(), 3000)
