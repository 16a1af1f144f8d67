// Whom the page speaks as: an owner, an administrator or an employee.
import { el } from './element.js'
import { load, store } from './storage.js'

const settings = JSON.parse(document.getElementById('settings').textContent)
const person = document.getElementById('person')
const email = document.getElementById('email')
const radios = [...document.querySelectorAll('input[name=as]')]

/** `owner`, `admin` or `employee`. */
export const chosenRole = () => radios.find((radio) => radio.checked)?.value ?? 'owner'

/** The identity as the server wants it: an employee has an address. */
export const identity = () => (chosenRole() === 'employee' ? `employee:${email.value.trim()}` : chosenRole())

/** Whether an employee, if one is chosen, has an address. */
export const isIdentified = () => chosenRole() !== 'employee' || /^[^\s@]+@[^\s@]+$/.test(email.value.trim())

/** Resolves to whether the identity is complete, once the people who are offered are there. */
export async function isKnown() {
  await offered
  return isIdentified()
}

/** Resolves to whether the identity is complete; moves the focus to the address if an employee has none yet. */
export async function hasIdentity() {
  if (await isKnown()) return true
  email.focus()
  return false
}

/** The people who are offered; asked for once, when an employee is chosen. */
let offered

function show() {
  const isEmployee = chosenRole() === 'employee'
  document.getElementById('address').hidden = !isEmployee
  for (const part of document.querySelectorAll('.chips li, .tries'))
    part.hidden = (part.dataset.for === 'employee') !== isEmployee
  if (isEmployee) offered ??= offerEmployees()
}

async function offerEmployees() {
  const { employees } = await fetch('/chat/employees').then(
    (response) => response.json(),
    () => ({ employees: [] }),
  )
  const other = el('option', { value: '' }, settings.words['local.person.other'])
  person.replaceChildren(
    ...employees.map(({ email, name }) => el('option', { value: email }, `${name}, ${email}`)),
    other,
  )
  if (!email.value && employees[0]) email.value = employees[0].email
  showPerson()
}

function showPerson() {
  const isOffered = [...person.options].some(({ value }) => value && value === email.value)
  person.value = isOffered ? email.value : ''
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
  email.addEventListener('change', () => {
    showPerson()
    change()
  })
  person.addEventListener('change', () => {
    email.value = person.value
    if (!person.value) email.focus()
    change()
  })
  for (const radio of radios) {
    radio.checked = radio.value === before.role
    radio.addEventListener('change', change)
  }
  change()
}
