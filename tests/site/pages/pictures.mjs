// Small line drawings of our own for the method tiles. Their file names are what the real pages use; the
// drawings are not.

/** @type {Record<string, string>} */
const DRAWINGS = {
  picker_verify_code: '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M10 9h4M10 12h4M10 15h4"/>',
  picker_verify_sms: '<path d="M4 5h16v11H10l-4 4v-4H4z"/><path d="M8 9h8M8 12h5"/>',
  picker_verify_call: '<path d="M6 4h4l1 5-2 1a9 9 0 0 0 5 5l1-2 5 1v4c-8 1-15-6-14-14z"/>',
  picker_verify_fluent_authenticator:
    '<rect x="7" y="3" width="10" height="18" rx="2"/><path d="m9.500 12 2 2 3.500-4"/>',
}

/** @param {string} drawing */
const svgOf = (drawing) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#5b6169" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round">${drawing}</svg>`

/** @type {import('../visit.mjs').Routes} */
export const PICTURE_ROUTES = Object.fromEntries(
  Object.entries(DRAWINGS).map(([name, drawing]) => [
    `GET /practice-pictures/${name}.svg`,
    () => ({ status: 200, headers: { 'content-type': 'image/svg+xml' }, body: svgOf(drawing) }),
  ]),
)
