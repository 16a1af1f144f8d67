export * from './access.ts'
export * from './connections.ts'
export * from './people.ts'
export * from './sending.ts'
