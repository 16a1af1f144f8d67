// Whom the page speaks as: owner, administrator, or one employee.
import { el } from './card.js'
import { recall, remember } from './memory.js'

const email = document.getElementById('email')
const radios = [...document.querySelectorAll('input[name=as]')]

export const chosenVoice = () => radios.find((radio) => radio.checked)?.value ?? 'owner'
export const as = () => (chosenVoice() === 'employee' ? `employee:${email.value.trim()}` : chosenVoice())

/** An employee has an address; asks for it where it is missing. */
export function maySpeak() {
  if (chosenVoice() !== 'employee' || /^[^\s@]+@[^\s@]+$/.test(email.value.trim())) return true
  email.focus()
  return false
}

function show(changed) {
  const employee = chosenVoice() === 'employee'
  document.getElementById('address').hidden = !employee
  for (const chip of document.querySelectorAll('.chips li'))
    chip.hidden = (chip.dataset.for === 'employee') !== employee
  remember('voice', { as: chosenVoice(), email: email.value })
  if (employee) void offerEmployees()
  changed()
}

async function offerEmployees() {
  const { employees } = await fetch('/chat/employees').then(
    (got) => got.json(),
    () => ({ employees: [] }),
  )
  document
    .getElementById('employees')
    .replaceChildren(...employees.map(({ email, name }) => el('option', { value: email }, name)))
}

/** Takes up the voice of before, and calls `changed` whenever it changes. */
export function startVoice(changed) {
  const before = recall('voice') ?? { as: 'owner', email: '' }
  email.value = before.email
  for (const radio of radios) {
    radio.checked = radio.value === before.as
    radio.addEventListener('change', () => show(changed))
  }
  email.addEventListener('change', () => show(changed))
  show(changed)
}
