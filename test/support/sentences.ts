import { sql } from 'drizzle-orm'
import { rows } from '../../src/db/open.ts'
import { csv, header, type Product, startProduct } from './product.ts'

/** A product to which sentences are said, with four people of two companies: the first as given, the second mailed. */
export async function startWithPeople(first: string): Promise<Product> {
  const product = await startProduct()
  const file = csv([
    `${header};Enhet;Roll`,
    `100;Acme AB;${first};Göteborg;Chef`,
    '100;Acme AB;2;Bo;Ask;bo.ask@acme.example;Lager;Förare',
    '100;Acme AB;3;Cilla;Dahl;;Kundtjänst;Säljare',
    '200;Beta Bygg AB;00217;Didrik;Zorn;d@beta.example;Göteborg;Chef',
  ])
  const plan = await product.say('owner', 'importera', [file])
  await product.say('owner', `bekräfta ${plan.data!.plan}`)
  await product.say('admin', 'verifiera 2 företag=100')
  await product.settled()
  return product
}

/** What has been done so far: nothing of it may change when a sentence is answered. */
export async function doneIn({ database }: Product): Promise<unknown> {
  const [row] = await rows(
    database.db,
    sql`select (select count(*) from plans) as plans, (select count(*) from sends) as sends,
      (select count(*) from deliveries) as deliveries, (select count(*) from tie_codes) as codes,
      (select count(*) from audit where action <> 'refused') as audited,
      (select string_agg(coalesce(email, ''), ',' order by id) from people) as addresses`,
  )
  return row
}
