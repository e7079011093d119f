/** What the bench measures of the product. */
export { findInPicture } from '../../../src/scan/find-in-picture'
export { findSymbols } from '../../../src/scan/find-symbols'
export { warmUp } from '../../../src/scan/warm-up'
