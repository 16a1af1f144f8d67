// The file that is sent with the next line. It can be chosen, or dropped anywhere on the page.
import { announce, settings, showCard, speak } from './conversation.js'

const byId = (id) => document.getElementById(id)
const line = byId('line')
const largest = 25 * 1024 * 1024
let attached = null

/** Returns the attached file and detaches it. */
export function takeFile() {
  const file = attached
  detach()
  return file
}

function detach() {
  attached = null
  byId('attached').hidden = true
  byId('file').value = ''
}

async function attach([file, ...others]) {
  if (!file) return
  if (others.length > 0) return refuse('local.file.many')
  if (file.size > largest) return refuse('local.file.large')
  // As it is now: once the spreadsheet has saved it again, the browser would not send it.
  const bytes = await file.arrayBuffer().catch(() => null)
  if (!bytes) return refuse('local.file.gone')
  attached = new File([bytes], file.name)
  byId('attached').hidden = false
  byId('attached').firstElementChild.textContent = file.name
  const isPicture = /\.(png|jpe?g|webp|gif)$/i.test(file.name)
  if (!line.value.trim() && !isPicture) line.value = settings.lines.import
  line.focus()
}

function refuse(reason) {
  byId('file').value = ''
  const title = settings.words['local.file.refused']
  showCard({ kind: 'refusal', tone: 'bad', title, text: settings.words[reason] })
  announce(`${title}. ${settings.words[reason]}`)
}

async function importExample() {
  const example = await fetch('/exempel.csv').then((response) => response.blob())
  await speak(settings.lines.import, new File([example], 'exempel.csv'))
}

export function startFiles() {
  byId('example')?.addEventListener('click', () => void importExample())
  byId('file').addEventListener('change', (event) => void attach(event.target.files))
  byId('detach').addEventListener('click', detach)

  let depth = 0
  const on = (name, react) =>
    addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      react(event)
      byId('drop').hidden = depth <= 0
    })
  on('dragenter', () => {
    depth += 1
  })
  on('dragleave', () => {
    depth -= 1
  })
  on('dragover', () => {})
  on('drop', (event) => {
    depth = 0
    void attach(event.dataTransfer.files)
  })
}
