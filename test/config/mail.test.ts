import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config/config.ts'
import { production } from '../rights/installation.ts'

const read = (more: Record<string, string>) => readConfig({ ...production, ...more })
const oauth = { SMTP_OAUTH_CLIENT_ID: 'app', SMTP_OAUTH_CLIENT_SECRET: 's3cret' }

describe('the login to the mail server', () => {
  it('knows Microsoft and Google by name', () => {
    expect(read({ ...oauth, SMTP_OAUTH_TOKEN_URL: 'microsoft:acme.example' }).oauth).toMatchObject({
      tokenUrl: 'https://login.microsoftonline.com/acme.example/oauth2/v2.0/token',
      scope: 'https://outlook.office365.com/.default',
    })
    expect(read({ ...oauth, SMTP_OAUTH_TOKEN_URL: 'google', SMTP_OAUTH_REFRESH_TOKEN: 'r' }).oauth).toMatchObject({
      tokenUrl: 'https://oauth2.googleapis.com/token',
    })
    expect(
      read({ ...oauth, SMTP_OAUTH_TOKEN_URL: 'https://idp.example/token', SMTP_OAUTH_SCOPE: 'mail' }).oauth,
    ).toMatchObject({
      tokenUrl: 'https://idp.example/token',
      scope: 'mail',
    })
    expect(read({}).oauth).toBeUndefined()
  })

  it.each<[string, Record<string, string>]>([
    ['SMTP_OAUTH_TOKEN_URL', oauth],
    ['SMTP_OAUTH_TOKEN_URL', { ...oauth, SMTP_OAUTH_TOKEN_URL: 'http://idp.example/token' }],
    ['SMTP_OAUTH_CLIENT_ID', { SMTP_OAUTH_TOKEN_URL: 'microsoft:acme.example', SMTP_OAUTH_CLIENT_SECRET: 's' }],
    ['SMTP_OAUTH_CLIENT_SECRET', { SMTP_OAUTH_TOKEN_URL: 'microsoft:acme.example', SMTP_OAUTH_CLIENT_ID: 'app' }],
    ['SMTP_OAUTH_REFRESH_TOKEN', { ...oauth, SMTP_OAUTH_TOKEN_URL: 'google' }],
    [
      'SMTP_OAUTH_SECRET_ENDS',
      { ...oauth, SMTP_OAUTH_TOKEN_URL: 'microsoft:acme.example', SMTP_OAUTH_SECRET_ENDS: 'soon' },
    ],
    ['SMTP_NAME', { SMTP_NAME: 'a b' }],
  ])('%s is named when it is missing or wrong', (name, more) => {
    expect(() => read(more)).toThrow(new RegExp(`^${name}: `))
  })

  it('greets as the host of PUBLIC_URL, or as SMTP_NAME says', () => {
    expect(read({}).smtpName).toBe(new URL(production.PUBLIC_URL!).hostname)
    expect(read({ SMTP_NAME: 'mail.acme.example' }).smtpName).toBe('mail.acme.example')
    expect(readConfig({}).smtpName).toBe('[127.0.0.1]')
  })
})
