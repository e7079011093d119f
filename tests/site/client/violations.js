// Tells the server when anything in the page, ours or an extension's, broke the page's policy.
document.addEventListener('securitypolicyviolation', ({ documentURI, violatedDirective, blockedURI }) => {
  const seen = { page: documentURI, directive: violatedDirective, blocked: blockedURI }
  void fetch('/practice-reports', { method: 'POST', body: JSON.stringify(seen), keepalive: true })
})
