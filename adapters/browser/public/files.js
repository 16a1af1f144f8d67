// The file that is sent with the next line. It can be chosen, or dropped anywhere on the page.
import { announce, settings, speak } from './conversation.js'

const byId = (id) => document.getElementById(id)
const line = byId('line')
const largest = 25 * 1024 * 1024
let attached = null

/** Returns the attached file in the form of `POST /chat`, and detaches it. */
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

async function attach(file) {
  if (!file) return
  if (file.size > largest) return announce(settings.words['local.file.large'])
  attached = await readFile(file)
  byId('attached').hidden = false
  byId('attached').firstElementChild.textContent = file.name
  const isPicture = /\.(png|jpe?g|webp|gif)$/i.test(file.name)
  if (!line.value.trim() && !isPicture) line.value = settings.lines.import
  line.focus()
}

async function readFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return { name: file.name, base64: btoa(binary) }
}

async function importExample() {
  const example = await fetch('/exempel.csv').then((response) => response.blob())
  await speak(settings.lines.import, await readFile(new File([example], 'exempel.csv')))
}

export function startFiles() {
  byId('example')?.addEventListener('click', () => void importExample())
  byId('file').addEventListener('change', (event) => void attach(event.target.files[0]))
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
    void attach(event.dataTransfer.files[0])
  })
}
