// The floor that Kode's offer is measured against: no question, no account, no look at what the page wants.

new MutationObserver(() => {
  const field = document.querySelector('input[name=otc]')
  if (!field || document.querySelector('[popover]')) return
  const { left, bottom } = field.getBoundingClientRect()
  const box = document.createElement('div')
  box.popover = 'manual'
  box.style.cssText = `position: fixed; inset: auto; left: ${left}px; top: ${bottom}px; width: 300px; height: 80px`
  document.documentElement.append(box)
  box.showPopover()
}).observe(document, { childList: true, subtree: true })
