import { describe, expect, test } from 'vitest'
import { attributes, html, scriptJson } from '../../site/html.mjs'

const HOSTILE = `"><script>alert(1)</script>'&`

describe('what is put into a page stays text', () => {
  test('between tags', () => {
    expect(html`<p>${HOSTILE}</p>`.text).toBe(
      '<p>&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;</p>',
    )
  })

  test('in an attribute', () => {
    expect(attributes({ title: HOSTILE }).text).not.toMatch(/[<>']|" /)
  })

  test('in an inline script', () => {
    const { text } = scriptJson({ name: '</script><script>alert(1)</script>' })
    expect(text).not.toContain('<')
    expect(JSON.parse(text)).toEqual({ name: '</script><script>alert(1)</script>' })
  })
})

describe('markup', () => {
  test('is not escaped twice, and lists are joined', () => {
    expect(html`<p>${[html`<b>a</b>`, html`<i>&</i>`]}</p>`.text).toBe('<p><b>a</b><i>&</i></p>')
  })

  test('leaves nothing where there is nothing', () => {
    expect(html`<p>${undefined}${false}${''}</p>`.text).toBe('<p></p>')
  })

  test('writes the number nought', () => {
    expect(html`<p>${0}</p>`.text).toBe('<p>0</p>')
  })

  test('leaves out attributes that are not there', () => {
    expect(attributes({ a: undefined, b: false, c: true, d: 0 }).text).toBe(' c d="0"')
  })
})
