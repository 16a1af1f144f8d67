// Keeps values for as long as the tab is open. In a browser that forbids it, the page works without them.

export function store(name, value) {
  try {
    sessionStorage.setItem(`verifiera.${name}`, JSON.stringify(value))
  } catch {
    // The storage is full or forbidden.
  }
}

export function load(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`verifiera.${name}`) ?? 'null')
  } catch {
    return null
  }
}
