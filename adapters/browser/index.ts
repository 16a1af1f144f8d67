export { createLocalChat } from './chat.ts'
export { type LocalParts, localRoutes } from './receive.ts'
