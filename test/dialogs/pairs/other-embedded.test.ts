import { embeddedDatabase } from '../../support/database/database.ts'
import { testOtherPairs } from './other-pairs.ts'

testOtherPairs(() => embeddedDatabase(), 43)
