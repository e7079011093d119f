import { cleanup, render } from '@testing-library/svelte'
import { Eye, EyeOff } from 'lucide'
import { afterEach, expect, test } from 'vitest'
import Icon from '../../../src/ui/components/Icon.svelte'

afterEach(cleanup)

const SVG = 'http://www.w3.org/2000/svg'
const shapes = (root: HTMLElement) => [...root.querySelectorAll('svg > *')]

test('an icon is lucide’s shapes, as elements of SVG, and nothing that is read out', () => {
  const { container } = render(Icon, { name: 'eye' })
  expect(shapes(container).map(({ localName }) => localName)).toEqual(Eye.map(([shape]) => shape))
  expect(shapes(container).every(({ namespaceURI }) => namespaceURI === SVG)).toBe(true)
  expect(container.querySelector('circle')?.getAttribute('r')).toBe('3')
  expect(container.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
})

test('another name is another drawing, with nothing left of the last', async () => {
  const { container, rerender } = render(Icon, { name: 'eye' })
  await rerender({ name: 'eye-off' })
  const lines = shapes(container).map((shape) => shape.getAttribute('d'))
  expect(lines).toEqual(EyeOff.map(([, { d }]) => d))
})
