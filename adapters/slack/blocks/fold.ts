import type { Fact } from '#bot'
import type { ContainerBlock, KnownBlock } from '../bolt/sdk.ts'
import { LIMIT, plain, section } from './blocks.ts'
import { clean, cut } from './text.ts'

/**
 * Blocks behind words that open them: https://docs.slack.dev/reference/block-kit/blocks/container-block. In `classic`
 * blocks, which cannot fold, they stand below the words.
 */
export function folded(words: string, blocks: ContainerBlock['child_blocks'], classic: boolean): KnownBlock[] {
  if (blocks.length === 0) return []
  if (classic) return [heading(words), ...blocks]
  const title = plain(words, LIMIT.header)
  return [{ type: 'container', title, is_collapsible: true, default_collapsed: true, child_blocks: blocks }]
}

/** Label and value, a line each. Inside a container there is no rich text in every workspace. */
export function factLines(facts: readonly Fact[], max: number): ContainerBlock['child_blocks'] {
  if (facts.length === 0) return []
  return [section(facts.map(([label, value]) => `${cut(clean(label), 100)}: ${clean(value)}`).join('\n'), max)]
}

function heading(words: string): KnownBlock {
  const elements = [{ type: 'text' as const, text: cut(clean(words), LIMIT.header), style: { bold: true } }]
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}
