import { resolve } from 'node:path'
import { speaker } from '#text'
import type { Config } from '../config/config.ts'

/**
 * What the person in front of the terminal sees when local mode has started: the address, what to try, and where the
 * data is. In the language of the system.
 */
export function welcome(config: Pick<Config, 'publicUrl' | 'databaseUrl' | 'dataDir' | 'demo'>): string {
  const t = speaker(/^sv\b/.test(Intl.DateTimeFormat().resolvedOptions().locale) ? 'sv' : 'en')
  const lines = [
    [t('start.open'), `${config.publicUrl}/`],
    [t('start.try'), t(config.demo ? 'start.try.demo' : 'start.try.empty')],
    [t('start.data'), config.databaseUrl ? 'DATABASE_URL' : resolve(config.dataDir)],
    [t('start.end'), 'Ctrl-C'],
  ] as const
  const width = Math.max(...lines.map(([name]) => name.length)) + 3
  return ['', t('start.title'), '', ...lines.map(([name, text]) => name.padEnd(width) + text), '']
    .map((line) => (line ? `  ${line}` : ''))
    .join('\n')
}
