import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { readAddress } from '../../src/db/address.ts'

const scratch = mkdtempSync(join(inject('scratch'), 'address-'))
const root = join(scratch, 'root.pem')
writeFileSync(root, 'a certificate')

const unchecked = { rejectUnauthorized: false }

describe('a connection URL', () => {
  it.each([
    [
      'Neon',
      'postgresql://hr:p%40ss@ep-a-1-pooler.eu-central-1.aws.neon.example/neondb?sslmode=require&channel_binding=require',
      { rejectUnauthorized: true },
    ],
    [
      'Supabase',
      'postgresql://postgres.abcd:p%40ss@aws-0-eu-north-1.pooler.supabase.example:6543/postgres?pgbouncer=true',
      'prefer',
    ],
    [
      'Amazon RDS',
      `postgres://hr:p%40ss@acme.abc.eu-north-1.rds.amazonaws.example:5432/hr?sslmode=verify-full&sslrootcert=${root}`,
      { rejectUnauthorized: true, ca: 'a certificate' },
    ],
    [
      'Azure',
      'postgres://hr:p%40ss@acme.postgres.database.azure.example:5432/hr?sslmode=require',
      { rejectUnauthorized: false },
    ],
    [
      'Heroku',
      'postgres://hr:p%40ss@ec2-1-2-3-4.compute.amazonaws.example:5432/d1?sslmode=no-verify',
      { rejectUnauthorized: false },
    ],
    ['a socket', 'postgres://hr:p%40ss@%2Fvar%2Frun%2Fpostgresql/hr', false],
    ['loopback', 'postgres://hr:p%40ss@127.0.0.1/hr', false],
    ['Neon, with its command', "psql 'postgresql://hr:p%40ss@ep-a-1.aws.neon.example/hr?sslmode=require'", unchecked],
    ['a file of Docker’s', '"postgres://hr:p%40ss@db.acme.example/hr"', 'prefer'],
    ['SQLAlchemy', 'postgresql+psycopg2://hr:p%40ss@db.acme.example/hr', 'prefer'],
    ['JDBC', 'jdbc:postgresql://db.acme.example:5432/hr?user=hr&password=p%40ss', 'prefer'],
    ['Google, by a socket', 'postgres://hr:p%40ss@/hr?host=/cloudsql/acme:north1:example', false],
    [
      'Google, by a socket in the place of the host',
      'postgres://hr:p%40ss@%2Fcloudsql%2Fa%3Anorth1%3Aexample/hr',
      false,
    ],
    ['Prisma', 'postgres://hr:p%40ss@db.acme.example/hr?schema=public', 'prefer'],
    ['somebody who has not encoded an @', 'postgres://hr@acme:p@ss@acme.postgres.azure.example:5432/hr', 'prefer'],
  ])('of %s is understood', (_, url, ssl) => {
    const host = [expect.stringMatching(/^[^@]*(example|postgresql|127\.0\.0\.1)$/)]
    expect(readAddress(url)).toMatchObject({ host, username: expect.stringMatching(/^\w/), password: 'p@ss', ssl })
  })

  it('has libpq’s meaning of sslmode', () => {
    const ssl = (query: string) => readAddress(`postgres://db.acme.example/hr?${query}`).ssl
    expect(ssl('sslmode=disable')).toBe(false)
    expect(ssl('sslmode=require')).toEqual({ rejectUnauthorized: false })
    // With a root certificate, the chain is checked and the name is not.
    expect(ssl(`sslmode=require&sslrootcert=${root}`)).toMatchObject({ rejectUnauthorized: true, ca: 'a certificate' })
    expect(ssl(`sslmode=verify-ca&sslrootcert=${root}`)).toHaveProperty('checkServerIdentity')
    expect(ssl('sslmode=verify-full')).toEqual({ rejectUnauthorized: true })
    expect(ssl('sslrootcert=system')).toEqual({ rejectUnauthorized: true })
  })

  it('may name several hosts, of which the one that takes writes is used', () => {
    const url = 'postgres://hr@a.acme.example:5432,b.acme.example:5433,[2001:db8::1]/hr?options=-c%20work_mem%3D8MB'
    expect(readAddress(url)).toMatchObject({
      host: ['a.acme.example', 'b.acme.example', '2001:db8::1'],
      port: [5432, 5433, 5432],
      target_session_attrs: 'read-write',
      connection: { options: '-c work_mem=8MB' },
    })
    expect(readAddress('postgres://hr@/hr?host=a.acme.example,::1,/run/pg&port=6432,6433,6434')).toMatchObject({
      host: ['a.acme.example', '::1', '/run/pg'],
      port: [6432, 6433, 6434],
    })
  })

  it('takes a plus for a plus, as libpq does', () => {
    for (const url of ['postgres://hr:a+b@db.acme.example/hr', 'postgres://db.acme.example/hr?user=hr&password=a+b'])
      expect(readAddress(url)).toMatchObject({ password: 'a+b' })
  })

  it.each([
    ['postgres://hr:secret@db.acme.example/hr?ssl_mode=require', 'the parameter ssl_mode is not known; remove it'],
    ['postgres://hr:secret@db.acme.example/hr?sslmode=on', 'sslmode must be one of'],
    ['postgres://hr:secret@db.acme.example/hr?target_session_attrs=standby', 'use read-write'],
    ['postgres://hr:se%cret@db.acme.example/hr', 'write a % in the password as %25'],
    ['postgres://hr:secret@db.acme.example:99999/hr', 'has a port that is none'],
    [
      'postgres://hr:secret@db.acme.example/hr?sslmode=verify-full&sslrootcert=/nowhere.pem',
      'sslrootcert cannot be read (ENOENT)',
    ],
    ['postgres://hr:is/secret@db.acme.example/hr', 'write it as %2F, %3F or %23'],
    ['postgres://hr:is?secret@db.acme.example/hr', 'write it as %2F, %3F or %23'],
    ['postgres://hr:is#secret@db.acme.example/hr', 'write it as %2F, %3F or %23'],
    ['postgres://hr:[YOUR-PASSWORD]@db.acme.example/hr', 'put the password in the place of [YOUR-PASSWORD]'],
    ['postgres://hr:{your_password}@db.acme.example/hr', 'put the password in the place of {your_password}'],
    [`postgres://hr:\${DB_PASSWORD}@db.acme.example/hr`, 'put the password in the place of $'],
    ['postgres://hr:********@db.acme.example/hr', 'put the password in the place of ********'],
    ['postgres://hr:secret@db.acme.example/hr?schema=hr', 'the tables are in the schema public'],
    ['postgres://hr:secret@db.acme.example/hr?options=-csearch_path%3Dhr,public', 'in the schema public'],
    ['postgres://hr:secret@db.acme.example/hr?ssl=true', 'write sslmode=require or sslmode=verify-full'],
    ['postgres://db.acme.example:5432:5433/hr', 'has a host that cannot be read'],
    ['host=db.acme.example user=hr password=secret', 'must look like'],
    ['mysql://hr:secret@db.acme.example/hr', 'must look like'],
  ])('that cannot work says what to do: %s', (url, words) => {
    expect(() => readAddress(url)).toThrow(`DATABASE_URL: `)
    expect(() => readAddress(url)).toThrow(words)
    expect(() => readAddress(url)).not.toThrow('secret')
  })
})
