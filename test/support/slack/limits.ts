/**
 * Slack's limits of blocks, written from https://docs.slack.dev/reference/block-kit/blocks and not from our renderer.
 */
export type Surface = 'message' | 'modal' | 'home'

type Json = Record<string, unknown>

const COUNTS: Record<Surface, number> = { message: 50, modal: 100, home: 100 }
const MESSAGE_CHARACTERS = 12_000
const BY_SURFACE: Record<Surface, string[]> = {
  message: [
    ...['actions', 'container', 'context', 'data_visualization', 'divider', 'header', 'rich_text', 'section', 'table'],
  ],
  modal: ['actions', 'context', 'divider', 'header', 'input', 'rich_text', 'section'],
  home: ['actions', 'context', 'divider', 'header', 'input', 'rich_text', 'section'],
}

/** The limits that the blocks break. `isClassicOnly` is for a workspace that does not know tables. */
export function brokenLimits(blocks: unknown, surface: Surface, isClassicOnly = false): string[] {
  if (!Array.isArray(blocks)) return ['blocks is no list']
  const broken: string[] = []
  const say = (what: string) => broken.push(what)
  if (blocks.length > COUNTS[surface]) say(`${blocks.length} blocks`)
  const all = (blocks as Json[]).flatMap((block) => [block, ...list(block.child_blocks)])
  const ids = all.map((block) => block.block_id).filter(Boolean)
  if (new Set(ids).size !== ids.length) say('a block_id stands twice')
  if (all.filter((block) => block.type === 'table').length > 1) say('more than one table')
  if (all.filter((block) => block.type === 'data_visualization').length > 2) say('more than two charts')
  for (const { type } of all) if (isClassicOnly && NEW.includes(String(type))) say(`unknown block: ${type}`)
  for (const block of blocks as Json[]) {
    if (!BY_SURFACE[surface].includes(String(block.type))) say(`${block.type} is not allowed in a ${surface}`)
    if (String(block.block_id ?? '').length > 255) say('block_id over 255')
    check[String(block.type)]?.(block, say)
  }
  if (surface === 'message' && characters(blocks) > MESSAGE_CHARACTERS) say('msg_blocks_too_long')
  return broken
}

/** Blocks that reach workspaces in phases. */
const NEW = ['table', 'container', 'data_visualization']

/**
 * What Slack would not take as the options of a list, in a block or as the answer to block_suggestion
 * (https://docs.slack.dev/reference/block-kit/composition-objects/option-object): at most 100, text of 75 and a value of
 * 150 characters, each value once.
 */
export function brokenOptions(options: unknown): string[] {
  const broken: string[] = []
  const all = list(options)
  if (!Array.isArray(options) || all.length > 100) broken.push(`${all.length} options`)
  for (const option of all) {
    plain(option.text, 75, 'option', (what) => broken.push(what))
    const { length } = String(option.value ?? '')
    if (length < 1 || length > 150) broken.push(`option value of ${length} characters`)
  }
  if (new Set(all.map(({ value }) => value)).size < all.length) broken.push('an option stands twice')
  return broken
}

type Say = (what: string) => void

const check: Record<string, (block: Json, say: Say) => void> = {
  header: (block, say) => plain(block.text, 150, 'header', say),
  section(block, say) {
    if (block.text) anyText(block.text, 3000, 'section', say)
    const fields = list(block.fields)
    if (!block.text && fields.length === 0) say('section without text')
    if (fields.length > 10) say('more than 10 fields')
    for (const field of fields) anyText(field, 2000, 'field', say)
  },
  context(block, say) {
    const elements = list(block.elements)
    if (elements.length < 1 || elements.length > 10) say(`context of ${elements.length} elements`)
    for (const element of elements) anyText(element, 3000, 'context', say)
  },
  actions(block, say) {
    const elements = list(block.elements)
    if (elements.length < 1 || elements.length > 25) say(`actions of ${elements.length} elements`)
    const ids = elements.map((element) => element.action_id)
    if (new Set(ids).size !== ids.length) say('an action_id stands twice')
    for (const element of elements) (element.type === 'static_select' ? select : button)(element, say)
  },
  // https://docs.slack.dev/reference/block-kit/blocks/container-block; it lists rich text among the children, but
  // others report that Slack refuses it there.
  container(block, say) {
    plain(block.title, 150, 'container title', say)
    const children = list(block.child_blocks)
    if (children.length < 1 || children.length > 10) say(`container of ${children.length} blocks`)
    if (block.default_collapsed && !block.is_collapsible) say('a container that cannot open')
    for (const child of children) {
      if (!['section', 'table', 'divider', 'context', 'actions', 'image'].includes(String(child.type)))
        say(`${child.type} in a container`)
      check[String(child.type)]?.(child, say)
    }
  },
  // https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
  data_visualization(block, say) {
    bounded(block.title, 50, 'chart title', say)
    const chart = block.chart as Json
    if (chart.type !== 'line') say(`chart of type ${chart.type}`)
    const series = list(chart.series)
    if (series.length < 1 || series.length > 6) say(`${series.length} series`)
    if (new Set(series.map(({ name }) => name)).size !== series.length) say('two series of one name')
    const { categories } = chart.axis_config as { categories: string[] }
    for (const name of categories) bounded(name, 20, 'category', say)
    for (const { name, data } of series) {
      bounded(name, 20, 'series', say)
      const points = list(data)
      if (points.length < 1 || points.length > 20) say(`${points.length} points`)
      if (points.some(({ value }) => typeof value !== 'number' || !Number.isFinite(value))) say('a point is no number')
      if (points.map(({ label }) => label).join() !== categories.join()) say('points and categories differ')
    }
  },
  input(block, say) {
    plain(block.label, 2000, 'label', say)
    if (block.hint) plain(block.hint, 2000, 'hint', say)
    const element = block.element as Json
    select(element, say)
  },
  table(block, say) {
    const rows = block.rows as Json[][]
    if (rows.length < 1 || rows.length > 100) say(`table of ${rows.length} rows`)
    if (rows.some((row) => row.length < 1 || row.length > 20)) say('table row of no or over 20 cells')
    if (new Set(rows.map((row) => row.length)).size > 1) say('table rows of different lengths')
    for (const cell of rows.flat()) {
      if (cell.type === 'raw_text' && String(cell.text).length === 0) say('empty cell')
      else if (cell.type === 'rich_text') richText(cell, say)
      else if (cell.type !== 'raw_text') say(`cell of type ${cell.type}`)
    }
    if (characters(rows) > 10_000) say('table over 10000 characters')
  },
  rich_text: richText,
}

function richText(block: Json, say: Say): void {
  const elements = list(block.elements)
  if (elements.length === 0) say('rich_text without elements')
  for (const element of elements) {
    if (!['rich_text_section', 'rich_text_preformatted'].includes(String(element.type)))
      say(`rich_text ${element.type}`)
    const parts = list(element.elements)
    if (parts.length === 0) say('empty rich_text part')
    for (const part of parts) if (part.type !== 'text' || String(part.text ?? '') === '') say('rich_text text')
  }
}

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
function select(element: Json, say: Say): void {
  if (element.placeholder) plain(element.placeholder, 150, 'placeholder', say)
  const needsOptions = /static_select$|^checkboxes$/.test(String(element.type))
  if (needsOptions !== 'options' in element) say(`${element.type} with${needsOptions ? 'out' : ''} options`)
  if (needsOptions) for (const what of brokenOptions(element.options)) say(what)
  if (needsOptions && list(element.options).length === 0) say('nothing to choose')
  if (element.type === 'checkboxes' && list(element.options).length > 10) say('over 10 checkboxes')
}

function bounded(value: unknown, max: number, what: string, say: Say): void {
  if (typeof value !== 'string' || value.length < 1 || value.length > max) say(`${what} is empty or over ${max}`)
}

function button(element: Json, say: Say): void {
  if (element.type !== 'button') say(`${element.type} among the actions`)
  plain(element.text, 75, 'button', say)
  if (String(element.value ?? '').length > 2000) say('button value over 2000')
  if (String(element.url ?? '').length > 3000) say('button url over 3000')
  if (String(element.action_id ?? '').length > 255) say('action_id over 255')
  if (element.style && !['primary', 'danger'].includes(String(element.style))) say(`button style ${element.style}`)
}

/** Slack would take mrkdwn here. Ours is plain text everywhere, so that what people wrote is never parsed. */
function anyText(value: unknown, max: number, what: string, say: Say): void {
  plain(value, max, what, say)
}

function plain(value: unknown, max: number, what: string, say: Say): void {
  const { type, text, emoji } = (value ?? {}) as Json
  if (type !== 'plain_text') say(`${what} is ${type}, not plain_text`)
  if (emoji !== false) say(`${what} reads emoji codes`)
  if (typeof text !== 'string' || text.length === 0) say(`${what} is empty`)
  else if (slackLength(text) > max) say(`${what} over ${max}`)
}

const slackLength = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').length

function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + characters(item), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? slackLength(item) : characters(item))
  }, 0)
}

const list = (value: unknown): Json[] => (Array.isArray(value) ? value : [])
