import { startFiles, takeFile } from './files.js'
import { take } from './guide.js'
import { recall } from './memory.js'
import { forgetNews, readNews } from './news.js'
import { ask, restore, settings, speak } from './talk.js'
import { startVoice } from './voice.js'

const line = document.getElementById('line')
const composer = document.getElementById('composer')
const past = []
let at = 0

function grow() {
  line.style.height = 'auto'
  line.style.height = `${Math.min(line.scrollHeight + 2, 160)}px`
}

function say(event) {
  event.preventDefault()
  const file = takeFile()
  const said = line.value.trim()
  if (!said && !file) return
  at = past.push(said)
  line.value = ''
  grow()
  void speak(said, file)
}

function press(event) {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault()
    composer.requestSubmit()
  }
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (!step || line.value.includes('\n')) return
  event.preventDefault()
  at = Math.min(Math.max(0, at + step), past.length)
  line.value = past[at] ?? ''
}

/** The bot is told first, so that the cards follow the page. */
async function switchLanguage(event) {
  event.preventDefault()
  const link = event.currentTarget
  await ask(link.dataset.say).catch(() => null)
  location.assign(link.href)
}

composer.addEventListener('submit', say)
line.addEventListener('input', grow)
line.addEventListener('keydown', press)
document.getElementById('switch').addEventListener('click', (event) => void switchLanguage(event))
for (const button of document.querySelectorAll('button[data-say]')) {
  button.addEventListener('click', () => void speak(button.dataset.say, takeFile()))
}
for (const link of document.querySelectorAll('a[target=verifiera-outbox]')) {
  link.addEventListener('click', () => take('mail'))
}

document.querySelector('.guide').open = matchMedia('(min-width: 60rem)').matches || !recall('log')
startFiles()
startVoice(forgetNews)
restore()
take(null)
if (settings.say) line.value = settings.say
line.focus({ preventScroll: true })
void readNews()
setInterval(() => void readNews(), 3000)
