import type { SMTPConnectionAuth, SMTPConnectionCustomAuthHandler } from 'nodemailer/lib/smtp-connection'
import { type Tokens, xoauth2 } from '../oauth.ts'

/** The name of our own way to log in: under `XOAUTH2` itself, nodemailer 10 takes another method that is offered. */
const method = 'TOKEN'

/** A login by token, as nodemailer takes it; `customAuth` does it. */
export const tokenLogin = (user: string): SMTPConnectionAuth => ({ user, method })

export const customAuth = (tokens: Tokens) => ({ [method]: tokenHandler(tokens) })

/** Logs in by XOAUTH2. A token that the server refuses is renewed once: it may have been revoked. */
const tokenHandler =
  (tokens: Tokens): SMTPConnectionCustomAuthHandler =>
  async ({ auth, sendCommand }) => {
    for (const renew of [false, true]) {
      const token = await tokens.get(renew)
      const first = await sendCommand(`AUTH XOAUTH2 ${xoauth2(auth.user ?? '', token)}`)
      // The reason comes as a challenge, which an empty line answers; then comes the refusal.
      const reply = first.status === 334 ? await sendCommand('') : first
      if (reply.status === 235) return
      if (renew || reply.status < 500) throw new Error(reply.response)
    }
  }
