import { afterAll } from 'vitest'
import { living } from './living.ts'

// vitest reads this file before each file of tests (`setupFiles`), also where a worker runs several: what a failed test
// has left behind ends with its file.
afterAll(() => {
  for (const child of living) child.kill('SIGKILL')
})
