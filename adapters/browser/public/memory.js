// What is remembered while the tab lives; a browser that stores nothing has a page without a memory.

export function remember(name, value) {
  try {
    sessionStorage.setItem(`verifiera.${name}`, JSON.stringify(value))
  } catch {
    // Full or forbidden.
  }
}

export function recall(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`verifiera.${name}`) ?? 'null')
  } catch {
    return null
  }
}
