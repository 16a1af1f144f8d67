export { createLocalChat, type LocalChat } from './chat.ts'
export { type LocalParts, localRoutes } from './routes.ts'
