import { type Card, cardJson, type Said } from '#bot'
import { createLocalChat } from '../../../adapters/browser/chat.ts'
import { type LocalParts, localRoutes } from '../../../adapters/browser/receive.ts'
import { startWeb, tokens } from '../../web/parts.ts'

/** An answerer with an import, a plan and a send, which are enough for each part of the page. */
function answering() {
  const heard: Said[] = []
  let sent = 0
  const nextFour = () => {
    sent += 4
    return sent
  }
  const cards: [RegExp, (said: Said) => Card][] = [
    [/^importera$/, ({ files }) => ({ ...importPlan, title: `Importera ${files[0]?.name}?` })],
    [/^bekräfta IMP2$/, () => ({ ...importPlan, tone: 'good', title: 'Importen är klar', buttons: [] })],
    [/^verifiera konton/, () => plan],
    [/^(bekräfta|utskick) K7QM$/, () => progress(nextFour())],
    [
      /^hjälp$/,
      () => ({ kind: 'notice', tone: 'info', title: 'Det här kan du göra', text: '<b>inget</b> är märkord' }),
    ],
    [/^status 0802$/, () => person],
    [/^fel$/, () => fail()],
  ]
  const answer = async (said: Said) => {
    // The page asks for it by itself.
    if (said.text !== 'startsida' && said.text !== 'start page') heard.push(said)
    if (said.text === 'länge') {
      await said.meanwhile?.({ kind: 'notice', tone: 'info', title: 'Arbetar', progress: { done: 3, total: 9 } })
      await new Promise((done) => setTimeout(done, 1500))
      return { card: { kind: 'notice', tone: 'good', title: 'Färdig' } as Card, private: true }
    }
    const [, make] = cards.find(([pattern]) => pattern.test(said.text)) ?? []
    const refused: Card = {
      kind: 'refusal',
      tone: 'bad',
      title: `Jag förstår inte: ${said.text}`,
      data: { refused: 'not_understood' },
    }
    return { card: make?.(said) ?? refused, private: true }
  }
  return { heard, answer }
}

function fail(): never {
  throw new Error('kim@acme.example deep inside')
}

const person: Card = {
  kind: 'person',
  tone: 'info',
  title: 'Ida Lind',
  buttons: [
    { label: 'Lägg till adress', say: 'verifiera 0802 företag=200 epost=', input: 'address', effect: 'primary' },
  ],
}

const importPlan: Card = {
  kind: 'plan',
  tone: 'question',
  title: '',
  facts: [['Rader', '3']],
  buttons: [{ label: 'Importera 3', say: 'bekräfta IMP2' }],
  data: { plan: 'IMP2', rows: 3, outcomes: { created: 3 } },
}

const plan: Card = {
  kind: 'plan',
  tone: 'question',
  title: 'Skicka till 12 personer?',
  text: 'Alla i Acme Bygg AB (100)\n\nInget skickas ännu.',
  facts: [
    ['Får mejl', '12'],
    ['Lämnas utanför', '2'],
  ],
  rows: { head: ['Namn', 'E-post'], body: [['<i>Anna</i>', 'anna@acme.example']] },
  buttons: [
    { label: 'Skicka till 12', say: 'bekräfta K7QM' },
    { label: 'Visa alla', say: 'lista utskick=K7QM' },
    { label: 'Farlig', open: 'javascript:alert(1)' },
    { label: 'Läs mer', open: 'https://docs.example/' },
  ],
  files: [{ name: 'plan-K7QM.csv', type: 'text/csv; charset=utf-8', bytes: Buffer.from('\ufeffNamn\r\nAnna\r\n') }],
  note: 'Planen gäller i tio minuter.',
  data: { plan: 'K7QM', matching: 14 },
}

const progress = (sent: number): Card => ({
  kind: 'send',
  tone: sent < 12 ? 'info' : 'good',
  title: sent < 12 ? 'Skickar' : 'Klart',
  progress: { done: Math.min(sent, 12), total: 12 },
  buttons: sent < 12 ? [{ label: 'Stoppa', say: 'stoppa K7QM' }] : [],
  data: { send: 'K7QM', state: sent < 12 ? 'running' : 'done', total: 12, sent },
})

export const planJson = cardJson(plan)

/**
 * A local server on a free port, with `answering` as the application and `count` mails with links to fictional people.
 */
export async function startLocal(count = 3, more: Partial<LocalParts> = {}) {
  const { heard, answer } = answering()
  const chat = createLocalChat()
  chat.onSaid(answer)
  let base = ''
  const mail = (at: number) => ({
    to: `kim${at}@acme.example`,
    subject: 'Bekräfta <din> e-postadress',
    text: `Hej!\n${base}/v/${tokens.live}`,
    html: `<!DOCTYPE html><html lang="sv"><head><title>Bekräfta</title></head><body><h1>Hej</h1>
      <script>document.title = 'run'</script><a href="${base}/v/${tokens.live}">Bekräfta adressen</a></body></html>`,
    headers: at ? null : 'From: Acme <HR> <hr@acme.example>\nTo: kim0@acme.example\nReply-To: karin@acme.example',
    messageId: `<${at}.å&x@verifiera.example>`,
    date: new Date(Date.UTC(2026, 2, 9, 8, 0, 59 - at)),
  })
  const mails = () => Array.from({ length: count }, (_, at) => mail(at))
  const local = localRoutes({
    chat,
    outbox: {
      newest: async () => mails(),
      count: async () => count,
      async *all() {
        for (const mail of mails()) yield [mail]
      },
    },
    example: async () => ({ name: 'exempel.csv', type: 'text/csv; charset=utf-8', bytes: Buffer.from('Företag\r\n') }),
    complete: async (line) => (/^ver/.test(line) ? [{ line: 'verifiera konton ', label: 'verifiera konton' }] : []),
    employees: async () => [{ name: 'Kim Karlsson', email: 'kim@acme.example' }],
    ...more,
  })
  const site = await startWeb({ local, publicUrl: 'http://127.0.0.1:3000', supportContact: '' })
  base = site.base
  const say = (body: unknown, headers = {}) =>
    fetch(`${site.base}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const sendBytes = (body: Blob) =>
    fetch(`${site.base}/chat`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body })
  return { ...site, chat, heard, say, sendBytes }
}
