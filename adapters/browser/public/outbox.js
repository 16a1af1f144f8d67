// Says that new mails have come; the page itself works without this.
const shown = Number(document.body.dataset.count)

async function look() {
  if (document.hidden) return
  const { count } = await fetch('/outbox/count').then(
    (got) => got.json(),
    () => ({ count: shown }),
  )
  document.querySelector('.new').hidden = count <= shown
}

setInterval(() => void look(), 3000)
addEventListener('visibilitychange', () => void look())
