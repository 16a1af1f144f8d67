// Whom the page speaks as: an owner, an administrator or an employee.
import { el } from './card.js'
import { load, store } from './storage.js'

const email = document.getElementById('email')
const radios = [...document.querySelectorAll('input[name=as]')]

/** `owner`, `admin` or `employee`. */
export const chosenRole = () => radios.find((radio) => radio.checked)?.value ?? 'owner'

/** The identity as the server wants it: an employee has an address. */
export const identity = () => (chosenRole() === 'employee' ? `employee:${email.value.trim()}` : chosenRole())

/** Whether the identity is complete; if an employee has no address yet, moves the focus to the field for it. */
export function hasIdentity() {
  if (chosenRole() !== 'employee' || /^[^\s@]+@[^\s@]+$/.test(email.value.trim())) return true
  email.focus()
  return false
}

function show() {
  const isEmployee = chosenRole() === 'employee'
  document.getElementById('address').hidden = !isEmployee
  for (const chip of document.querySelectorAll('.chips li'))
    chip.hidden = (chip.dataset.for === 'employee') !== isEmployee
  if (isEmployee) void offerEmployees()
}

async function offerEmployees() {
  const { employees } = await fetch('/chat/employees').then(
    (response) => response.json(),
    () => ({ employees: [] }),
  )
  document
    .getElementById('employees')
    .replaceChildren(...employees.map(({ email, name }) => el('option', { value: email }, name)))
}

/** Restores the identity of the tab, and calls `onChange` whenever it changes. */
export function startIdentity(onChange) {
  const change = () => {
    store('identity', { role: chosenRole(), email: email.value })
    show()
    onChange()
  }
  const before = load('identity') ?? { role: 'owner', email: '' }
  email.value = before.email
  email.addEventListener('change', change)
  for (const radio of radios) {
    radio.checked = radio.value === before.role
    radio.addEventListener('change', change)
  }
  change()
}
