/*
 * The first script of each page, a file of its own: the background needs longer to wake than the page needs for all
 * else, and so it is asked something before the rest of the page is read.
 */
chrome.runtime.sendMessage({ verb: 'language.read', request: {} }).catch(() => undefined)
