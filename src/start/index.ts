import '../ui/styles/base.css'
import { openPopup } from '../popup/main'

/*
 * The one script of all pages: what they share is shipped once, and the popup waits for no second file.
 */

const target = document.querySelector('#app')
if (!target) throw new Error('the page has no #app')

if (document.documentElement.dataset.page === 'manage')
  void import('../manage/main').then(({ openManage }) => openManage(target))
// Not awaited: what it reads later uses what is in this file, and a module that waits for that would wait for itself.
else void openPopup(target)
