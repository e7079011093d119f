// The page on which all pictures stand together.

/** @param {readonly import('./take.mjs').Picture[]} pictures */
export function indexPage(pictures) {
  const scenes = [...new Set(pictures.map(({ scene }) => scene))]
  return `<!doctype html><meta charset="utf-8"><title>Kode: the gallery</title><style>${STYLE}</style>
<h1>Every view</h1><nav>${scenes.map((scene) => `<a href="#${scene}">${scene}</a>`).join(' ')}</nav>
${scenes.map((scene) => part(scene, pictures)).join('\n')}\n`
}

/** @param {string} scene @param {readonly import('./take.mjs').Picture[]} pictures */
function part(scene, pictures) {
  const figures = pictures.filter((picture) => picture.scene === scene).map(figure)
  return `<section id="${scene}"><h2>${scene}</h2><div>${figures.join('')}</div></section>`
}

/** @param {import('./take.mjs').Picture} picture */
const figure = ({ file, frame, language, theme }) =>
  `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${frame}, ${language}, ${theme}</figcaption></figure>`

const STYLE = `body { font: 14px system-ui; margin: 2rem; background: #888; color: #000 }
section > div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
figure { margin: 0 } img { max-height: 24rem; max-width: 100% } nav { line-height: 1.8 }`
