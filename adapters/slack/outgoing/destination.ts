import type { Language, MessageRef, Place } from '#bot'
import type { RenderOptions } from '../render.ts'

/** Where a message is written. */
export interface Destination {
  workspace: string
  channel: string
  thread?: string
  private: boolean
  external?: boolean
}

/** What a stored message reference needs besides its place, so that the message can be rendered again. */
interface Rest {
  asker?: string
  thread?: string
  language: Language
}

export function refOf(where: Destination, message: string, options: RenderOptions): MessageRef {
  const rest: Rest = { language: options.language }
  if (options.asker) rest.asker = options.asker
  if (where.thread) rest.thread = where.thread
  const { workspace, channel, private: isPrivate } = where
  const external = where.external ? { external: true } : {}
  return { chat: 'slack', workspace, channel, message, private: isPrivate, ...external, more: { ...rest } }
}

export function readPlace(where: Place): { destination: Destination; options: RenderOptions } {
  const { asker, thread, language } = (where.more ?? {}) as Partial<Rest>
  return {
    destination: { ...where, thread },
    options: { language: language === 'en' ? 'en' : 'sv', asker, external: where.external },
  }
}
