// Draws an Adaptive Card with Microsoft's renderer, in the measures and colours of Teams.
import { AdaptiveCard, HostConfig } from 'adaptivecards'

const light = { good: '#dff6dd', accent: '#dfe3ff', attention: '#fde7e9', warning: '#fff4ce', emphasis: '#f0f0f0' }
const dark = { good: '#0d3b12', accent: '#2f3052', attention: '#4b1d20', warning: '#433519', emphasis: '#3d3d3d' }

const inks = (isDark) => ({
  default: { default: isDark ? '#ffffff' : '#242424', subtle: isDark ? '#c7c7c7' : '#616161' },
  accent: { default: isDark ? '#9299f7' : '#4f52b2', subtle: isDark ? '#9299f7' : '#4f52b2' },
  good: { default: isDark ? '#92c353' : '#237b4b', subtle: isDark ? '#92c353' : '#237b4b' },
  warning: { default: isDark ? '#f8d22a' : '#835c00', subtle: isDark ? '#f8d22a' : '#835c00' },
  attention: { default: isDark ? '#f9526b' : '#c4314b', subtle: isDark ? '#f9526b' : '#c4314b' },
})

const styles = (isDark) =>
  Object.fromEntries(
    Object.entries({ default: isDark ? '#292929' : '#ffffff', ...(isDark ? dark : light) }).map(
      ([name, background]) => [name, { backgroundColor: background, foregroundColors: inks(isDark) }],
    ),
  )

// The words of a card are text runs, in which nothing is Markdown.
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  result.didProcess = true
}

globalThis.draw = ({ card, dark: isDark }) => {
  const drawn = new AdaptiveCard()
  drawn.hostConfig = new HostConfig({
    fontFamily: '"Segoe UI", system-ui, sans-serif',
    supportsInteractivity: true,
    spacing: { padding: 12, default: 8, small: 4 },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    actions: { actionsOrientation: 'horizontal', buttonSpacing: 8, maxActions: 6, actionAlignment: 'left' },
    containerStyles: styles(isDark),
  })
  drawn.parse(card)
  document.getElementById('card').replaceChildren(drawn.render())
}
