import { clean, findMeaning, parse } from '#bot'
import { lines as natural } from '../bot/intent/lines.ts'
import { mayAs, registry } from '../bot/registry.ts'

/** Lines as people type them, including long ones and some with markup. */
const lines = [
  'hjälp',
  'status anna@acme.example',
  'status Anna Berg',
  'status företag=Acme',
  'verifiera anna@acme.example epost=ny@acme.example',
  'verifiera konton företag=Acme',
  'verifiera konton företag="Acme Bygg AB",Beta status=utgången',
  'verify accounts company=Acme status=expired',
  'verifiera konton foretag=100 skickad>7d igen=ja',
  'lista epost=saknas',
  'lista berg enhet=Lager status="ej skickad",studsad',
  'exportera status!=kopplad',
  'bekräfta K7QM',
  'stoppa k7qm',
  'utskick K7QM',
  'domän lägg till acme.example',
  'roll ge <@U012ABCDEF|anna> admin företag=Acme',
  'försök igen K7QM',
  'verifiera <mailto:anna@acme.example|anna@acme.example>',
  'verifiera konton fo\u0308retag=\u201cAcme Bygg AB\u201d\u00a0status=utg\u00e5ngen',
]

const sentences = Object.values(natural).flatMap((text) => text.trim().split('\n'))

/** Microseconds for cleaning and parsing one line: the median of several rounds over all lines. */
export async function benchParse(): Promise<object[]> {
  const options = { language: 'sv' as const, may: mayAs('owner') }
  for (const line of lines)
    if (parse(line, registry, options).kind === 'problem') throw new Error(`Not understood: ${line}`)
  const one = (text: string) => perLine([text], (line) => parse(line, registry, options))
  return [
    result(
      'parse one command',
      perLine(lines, (line) => parse(line, registry, options)),
    ),
    result('clean one line', perLine(lines, clean)),
    result('suggest for one mistyped command', one('verfiera kontn företag=Acme')),
    result(
      'understand one sentence',
      perLine(sentences, (line) => findMeaning(line)),
    ),
    result('refuse 100 KB of text', one('verifiera '.repeat(10_240))),
  ]
}

function perLine(texts: string[], work: (text: string) => unknown): number {
  const rounds: number[] = []
  const end = performance.now() + 1500
  while (performance.now() < end || rounds.length < 50) {
    const start = performance.now()
    for (const text of texts) work(text)
    rounds.push(((performance.now() - start) * 1000) / texts.length)
  }
  // The first rounds are not counted, because the code is not compiled yet.
  const warm = rounds.slice(Math.floor(rounds.length / 5)).sort((a, b) => a - b)
  return warm[Math.floor(warm.length / 2)]!
}

const result = (bench: string, value: number) => ({ bench, value: Number(value.toFixed(2)), unit: 'us' })
