import { testDatabase } from '../../support/database/database.ts'
import { testOtherPairs } from './other-pairs.ts'

testOtherPairs(() => testDatabase({ max: 12 }), 17)
