import type { chats as source } from '../sv/chats.ts'

export const chats: Record<keyof typeof source, string> = {}
