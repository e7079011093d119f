/** An icon by itself: the package's types know only all of them at once. */
declare module 'lucide/dist/esm/icons/*.mjs' {
  const icon: import('lucide').IconNode
  // eslint-disable-next-line no-restricted-syntax -- named as the package names it
  export default icon
}
