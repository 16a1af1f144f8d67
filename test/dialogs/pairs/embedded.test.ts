import { embeddedDatabase } from '../../support/database/database.ts'
import { testPairs } from './pairs.ts'

testPairs(() => embeddedDatabase(), 5)
