// Shows a notice when new mails have come. The outbox works without it.
const shownCount = Number(document.body.dataset.count)

async function check() {
  if (document.hidden) return
  const { count } = await fetch('/outbox/count').then(
    (response) => response.json(),
    () => ({ count: shownCount }),
  )
  document.querySelector('.new').hidden = count <= shownCount
}

setInterval(() => void check(), 3000)
addEventListener('visibilitychange', () => void check())
