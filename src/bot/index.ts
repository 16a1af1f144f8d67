export * from './card.ts'
export * from './chat.ts'
export * from './command.ts'
export * from './filter.ts'
