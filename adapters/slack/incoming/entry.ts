/** One message from Slack as the inbox keeps it: what the work needs, no tokens of Slack's, plain JSON. */
export type Entry = Line | Press | Count | Open | Home

interface Base {
  /** Stable over Slack's retries. */
  id: string
  team: string
  user: string
  /** When we received it, in milliseconds: triggers live 3 s, answer addresses 30 min. */
  at: number
}

/** Something said: typed, a shortcut or a submitted form that composed a line. */
export interface Line extends Base {
  kind: 'line'
  via: 'command' | 'mention' | 'direct' | 'shortcut' | 'form'
  channel?: string
  text: string
  files: SlackFile[]
  thread?: string
  respond?: string
  external?: boolean
}

/** A pressed button; its value is the command. */
export interface Press extends Base {
  kind: 'press'
  channel?: string
  text: string
  /** The message the button stands on; absent on the home page. */
  message?: string
  ephemeral: boolean
  thread?: string
  block: string
  respond?: string
}

/** A field of the filter form changed: count again. */
export interface Count extends Base {
  kind: 'count'
  view: string
  /** The line that counts. */
  text: string
}

/** Somebody wants the filter form; the trigger is good for three seconds. */
export interface Open extends Base {
  kind: 'open'
  trigger: string
}

export interface Home extends Base {
  kind: 'home'
  channel?: string
}

export interface SlackFile {
  id: string
  name: string
  size?: number
}

/** What a request is: kept, answered at once with or without words, or not of Slack's form at all. */
export type Reading =
  | { kind: 'keep'; entry: Entry; keys: string[] }
  | { kind: 'check' }
  | { kind: 'skip'; say?: 'slack.not_let_in' | 'slack.unknown_command' }
  | { kind: 'malformed' }

export const SLASH_COMMANDS = ['/verifiera', '/verify']
export const SHORTCUT_CHOOSE = 'choose_accounts'
export const SHORTCUT_IMPORT = 'import_file'
/** Opens the filter form: the one button that is not a command, for only a press brings a trigger. */
export const ACTION_FORM = 'form'
/** Shows the home page anew. */
export const ACTION_HOME = 'home'
