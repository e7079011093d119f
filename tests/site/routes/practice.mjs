import { allPages, signedInPage } from '../pages/practice.mjs'
import { QR_KINDS } from '../pages/qr-kinds.mjs'
import { askedQrPage, qrPage } from '../pages/qr-page.mjs'
import { welcomePage } from '../pages/welcome.mjs'
import { page } from '../visit.mjs'

/** @type {import('../visit.mjs').Routes} */
export const PRACTICE_ROUTES = {
  'GET /': (visit) => page(welcomePage(visit)),
  'GET /pages': (visit) => page(allPages(visit)),
  'GET /signed-in': (visit) => page(signedInPage(visit)),
  'GET /qr': (visit) => page(askedQrPage(visit)),
  ...Object.fromEntries(
    Object.entries(QR_KINDS).map(([name, kind]) => [
      `GET /qr/${name}`,
      /** @type {import('../visit.mjs').Route} */ ((visit) => page(qrPage(visit, kind))),
    ]),
  ),
}
