import { team, tenant } from './cloud.ts'

/** Activities as recorded from Teams, with fictional people. */
export interface Person {
  id: string
  aadObjectId: string
  name: string
}

export const anna: Person = { id: '29:anna', aadObjectId: 'bbbbbbbb-0000-4000-8000-00000000000a', name: 'Anna Ek' }
export const bo: Person = { id: '29:bo', aadObjectId: 'bbbbbbbb-0000-4000-8000-00000000000b', name: 'Bo Alm' }
export const bot = { id: '28:11111111-2222-4333-8444-555555555555', name: 'Verifiera' }

let count = 0
function nextId(): string {
  count += 1
  return `17${String(Date.now()).slice(-8)}${String(count).padStart(4, '0')}`
}

export type Wire = Record<string, unknown>

function base(serviceUrl: string, from: Person, conversation: Wire): Wire {
  return {
    id: nextId(),
    channelId: 'msteams',
    serviceUrl: `${serviceUrl}/`,
    timestamp: new Date().toISOString(),
    from,
    recipient: bot,
    conversation: { tenantId: tenant, ...conversation },
    channelData: { tenant: { id: tenant } },
    locale: 'sv-SE',
  }
}

const personal = (from: Person) => ({ id: `a:${from.id}`, conversationType: 'personal' })
const channel = { id: '19:general@thread.tacv2;messageid=1700000000000', conversationType: 'channel', isGroup: true }

/** A line in the personal chat, which has no mention of the bot. */
export const said = (serviceUrl: string, from: Person, text: string): Wire => ({
  ...base(serviceUrl, from, personal(from)),
  type: 'message',
  text,
  textFormat: 'plain',
})

/**
 * A line in a channel: Teams puts the mention into the text, followed by a non-breaking space, and adds the line as
 * HTML.
 */
export const mentioned = (serviceUrl: string, from: Person, text: string): Wire => ({
  ...base(serviceUrl, from, channel),
  type: 'message',
  text: `<at>Verifiera</at>\u00a0${text}\n`,
  attachments: [
    {
      contentType: 'text/html',
      content: `<div><span itemtype="http://schema.skype.com/Mention">Verifiera</span>&nbsp;${text}</div>`,
    },
  ],
  entities: [
    { type: 'mention', text: '<at>Verifiera</at>', mentioned: { id: bot.id, name: bot.name } },
    { type: 'clientInfo', locale: 'sv-SE', country: 'SE', platform: 'Windows' },
  ],
  channelData: {
    tenant: { id: tenant },
    team: { id: team },
    channel: { id: '19:general@thread.tacv2' },
  },
})

export interface Where {
  channel?: boolean
  /** The message whose button was pressed. */
  message: string
  /** What was typed in the form of the button; clients put it among the button's data. */
  typed?: string
  /** What else the button holds: clients send its data as they are. */
  data?: Record<string, unknown> | undefined
}

/** `Action.Execute`. */
export const pressed = (
  serviceUrl: string,
  from: Person,
  say: string,
  { channel: inChannel, message, typed, data }: Where,
): Wire => ({
  ...base(serviceUrl, from, inChannel ? channel : personal(from)),
  type: 'invoke',
  name: 'adaptiveCard/action',
  replyToId: message,
  value: {
    action: {
      type: 'Action.Execute',
      verb: 'say',
      data: { ...data, say, ...(typed !== undefined && { typed }) },
      title: 'Knapp',
    },
    trigger: 'manual',
  },
})

/** `Action.Submit`: a message without text, which has the id of the pressed message only in `legacy`. */
export const submitted = (
  serviceUrl: string,
  from: Person,
  say: string,
  { channel: inChannel, message, typed, data }: Where,
): Wire => ({
  ...base(serviceUrl, from, inChannel ? channel : personal(from)),
  id: `f:${nextId()}`,
  type: 'message',
  value: { ...data, say, ...(typed !== undefined && { typed }) },
  channelData: { tenant: { id: tenant }, legacy: { replyToId: message }, source: { name: 'message' } },
})

let edits = 0

/** What somebody has written, with another text: it keeps its id, and its time is that of the edit. */
export const edited = (before: Wire, text: string): Wire => {
  edits += 1
  const { id, attachments: _, ...rest } = before
  const mention = String(before.text).startsWith('<at>') ? '<at>Verifiera</at>\u00a0' : ''
  return {
    ...rest,
    id,
    type: 'messageUpdate',
    text: `${mention}${text}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + edits).toISOString(),
    channelData: { ...(before.channelData as Wire), eventType: 'editMessage' },
  }
}

export const installed = (serviceUrl: string, from: Person): Wire => ({
  ...base(serviceUrl, from, personal(from)),
  type: 'installationUpdate',
  action: 'add',
})

export const added = (serviceUrl: string, from: Person): Wire => ({
  ...base(serviceUrl, from, personal(from)),
  type: 'conversationUpdate',
  membersAdded: [{ id: bot.id }, { id: from.id, aadObjectId: from.aadObjectId }],
})

export const withFile = (serviceUrl: string, from: Person, text: string, name: string, downloadUrl: string): Wire => ({
  ...said(serviceUrl, from, text),
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: 'https://acme.sharepoint.com/personal/anna/Documents/people.csv',
      name,
      content: { downloadUrl, uniqueId: 'u-1', fileType: 'csv' },
    },
  ],
})

export const consented = (
  serviceUrl: string,
  from: Person,
  action: 'accept' | 'decline',
  context: unknown,
  uploadUrl: string,
): Wire => ({
  ...base(serviceUrl, from, personal(from)),
  type: 'invoke',
  name: 'fileConsent/invoke',
  value: {
    type: 'fileUpload',
    action,
    context,
    ...(action === 'accept' && {
      uploadInfo: {
        uploadUrl,
        contentUrl: 'https://acme-my.sharepoint.com/personal/anna/x.csv',
        name: 'x.csv',
        uniqueId: 'u-2',
        fileType: 'csv',
      },
    }),
  },
})
