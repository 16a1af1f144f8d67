import { type Command, createRegistry, type FilterKey, type Input, type Need, type Options, parse } from '#bot'

const people: FilterKey[] = ['company', 'unit', 'role', 'status', 'email', 'active', 'sent', 'send', 'import']

type Row = [
  name: string,
  english: string,
  need: Need,
  words: Command['words'],
  more?: Partial<Pick<Command, 'keys' | 'needs' | 'mails' | 'examples'>> & { also?: string[] },
]

const rows: Row[] = [
  ['hjälp', 'help', 'all', 'some'],
  [
    'status',
    'status',
    'all',
    'one',
    { keys: people, examples: both('status', 'status anna@acme.example', 'status status=utgången') },
  ],
  ['verifiera', 'verify', 'admin', 'one', { keys: ['email', 'company'], needs: 'person', mails: true }],
  ['verifiera konton', 'verify accounts', 'admin', 'free', { keys: [...people, 'again'], mails: true }],
  ['lista', 'list', 'admin', 'free', { keys: people, examples: both('lista epost=saknas', 'lista företag=Acme') }],
  ['importera', 'import', 'admin', 'none', { needs: 'file' }],
  ['tolka', 'interpret', 'admin', 'some', { needs: 'code' }],
  ['rätta', 'correct', 'admin', 'one', { needs: 'code' }],
  ['exportera', 'export', 'admin', 'free', { keys: people }],
  ['domän lägg till', 'domain add', 'owner', 'one', { needs: 'domain' }],
  ['domän kontrollera', 'domain check', 'owner', 'one', { needs: 'domain' }],
  ['domän ta bort', 'domain remove', 'owner', 'one', { needs: 'domain' }],
  ['domän lista', 'domain list', 'owner', 'none', { also: ['domäner', 'domän'] }],
  ['domän tillåt', 'domain allow', 'owner', 'some', { needs: 'domain' }],
  ['utskick', 'sends', 'admin', 'one'],
  ['bekräfta', 'confirm', 'admin', 'one', { needs: 'code', mails: true }],
  ['stoppa', 'stop', 'admin', 'one', { needs: 'code' }],
  ['pausa', 'pause', 'admin', 'one', { needs: 'code' }],
  ['återuppta', 'resume', 'admin', 'one', { needs: 'code', mails: true }],
  ['godkänn', 'approve', 'admin', 'one', { needs: 'code', mails: true }],
  ['påminn', 'remind', 'admin', 'one', { needs: 'code' }],
  ['historik', 'history', 'admin', 'one'],
  ['historik kontrollera', 'history check', 'owner', 'none'],
  ['roll', 'role', 'owner', 'none'],
  ['roll ge', 'role give', 'owner', 'some', { needs: 'words', keys: ['company'] }],
  ['roll ta bort', 'role remove', 'owner', 'some', { needs: 'words' }],
  ['försök igen', 'retry', 'admin', 'some', { needs: 'code', mails: true }],
  ['samma person', 'same person', 'owner', 'some', { needs: 'person' }],
  ['koppla', 'link', 'employee', 'one', { mails: true }],
  ['koppla godkänn', 'link approve', 'admin', 'one', { needs: 'words' }],
  ['koppla avvisa', 'link refuse', 'admin', 'one', { needs: 'words' }],
  ['koppla från', 'disconnect', 'admin', 'one', { needs: 'person' }],
  ['kontrollera kopplingar', 'check connections', 'owner', 'none'],
  ['koppla igen', 'reconnect', 'admin', 'one', { needs: 'person' }],
  ['brev', 'letter', 'admin', 'some', { keys: ['company'] }],
  ['brev ändra', 'letter change', 'owner', 'none', { keys: ['company'] }],
  ['brev ta bort', 'letter remove', 'owner', 'none', { keys: ['company'] }],
  ['provbrev', 'test letter', 'admin', 'some', { keys: ['company'] }],
  ['kontrollera drift', 'check setup', 'owner', 'none'],
  ['utdrag', 'extract', 'owner', 'one', { needs: 'person' }],
  ['radera', 'erase', 'owner', 'one', { needs: 'person' }],
  ['skicka länk', 'resend link', 'employee', 'none', { mails: true, also: ['skicka om', 'ny länk'] }],
  ['språk', 'language', 'all', 'one', { needs: 'language' }],
]

function both(...lines: string[]): Command['examples'] {
  return { sv: lines, en: lines }
}

/** All commands of the product with what the parser needs. `run` is never called. */
export const registry = createRegistry(
  rows.map(
    ([name, english, need, words, more = {}]): Command => ({
      name,
      also: { sv: more.also ?? [], en: [english] },
      need,
      keys: more.keys ?? [],
      words,
      needs: more.needs,
      usage: { sv: more.needs ? `<${more.needs}>` : '', en: more.needs ? `<${more.needs}>` : '' },
      examples: more.examples ?? both(name),
      mails: more.mails ?? false,
      shows: 'people',
      run: () => Promise.reject(new Error('not run here')),
    }),
  ),
)

const rights: Record<string, Need[]> = {
  owner: ['all', 'employee', 'admin', 'owner'],
  admin: ['all', 'employee', 'admin'],
  employee: ['all', 'employee'],
}

export const mayAs = (role: 'owner' | 'admin' | 'employee') => (command: Pick<Command, 'need'>) =>
  rights[role]!.includes(command.need)

type Extra = Partial<Options<unknown>> & { as?: 'owner' | 'admin' | 'employee' }

export const read = (text: string, { as = 'owner', ...options }: Extra = {}) =>
  parse(text, registry, { language: 'sv', may: mayAs(as), ...options })

/** The command's name and input. Throws if the line is not understood. */
export function understood(text: string, extra?: Extra): Input & { name: string } {
  const parsed = read(text, extra)
  if (parsed.kind === 'problem') throw new Error(`Not understood: ${text} (${JSON.stringify(parsed.problem)})`)
  return { ...parsed.input, name: parsed.command.name }
}

export function problemOf(text: string, extra?: Extra) {
  const parsed = read(text, extra)
  if (parsed.kind === 'command') throw new Error(`Understood: ${text} (${parsed.input.line})`)
  return parsed.problem
}
