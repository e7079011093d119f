/** Views that few people see at an opening: a file of its own, so that nobody's codes wait for it. */
export { default as EnterKey } from './views/EnterKey.svelte'
export { default as Help } from '../ui/views/Help.svelte'
export { default as OtherDoors } from '../ui/views/OtherDoors.svelte'
export { default as ScanResult } from './views/ScanResult.svelte'
