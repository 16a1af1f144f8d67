// A program that lock.test.ts starts: takes the lock in its argument and stays.
import { takeLock } from '../../../src/db/embedded/lock.ts'

try {
  takeLock(process.argv[2] ?? '')
  process.send?.('taken')
} catch (error) {
  process.send?.(String(error))
}
process.on('disconnect', () => process.exit())
