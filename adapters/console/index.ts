export { createConsoleChat } from './chat.ts'
export { askConsole, isServed, serveConsole } from './receive.ts'
export { runConsole } from './run.ts'
