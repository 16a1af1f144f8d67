import { testDatabase } from '../../support/database/database.ts'
import { testPairs } from './pairs.ts'

testPairs(() => testDatabase({ max: 12 }), 3)
