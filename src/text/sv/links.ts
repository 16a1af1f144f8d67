export const links = {
  'link.button': 'Koppla mig',
}
