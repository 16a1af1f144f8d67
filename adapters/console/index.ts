export { createConsoleChat } from './chat.ts'
export { runConsole } from './run.ts'
export { askConsole, isServed, serveConsole } from './socket.ts'
