import { expect, it } from 'vitest'
import { welcome } from '../../src/runtime/welcome.ts'

it('says where the page and the data are, and what to try, within ten lines', () => {
  const text = welcome({
    publicUrl: 'http://127.0.0.1:3000',
    databaseUrl: undefined,
    dataDir: '/data/here',
    demo: true,
  })
  expect(text).toContain('http://127.0.0.1:3000/')
  expect(text).toContain('/data/here')
  expect(text).toMatch(/(företag|company)="?Acme/)
  expect(text.split('\n').length).toBeLessThanOrEqual(10)
})

it('names the setting instead of a database on a server, whose URL holds a password', () => {
  const text = welcome({ publicUrl: 'x', databaseUrl: 'postgres://a:geheim@b/c', dataDir: '.data', demo: false })
  expect(text).toContain('DATABASE_URL')
  expect(text).not.toContain('geheim')
})
