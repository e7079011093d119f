import { decodeTask, type Numbered, type Reading } from '../protocol/reading'
import { readTask } from './read-picture'

/*
 * The worker that reads pictures for the page, so that the page stays free. It answers each task in turn; the page
 * ends it when it takes too long.
 */
addEventListener('message', ({ data }) => void answer(data))

async function answer(message: unknown): Promise<void> {
  const asked = decodeTask(message)
  if (!asked) return
  const answered: Numbered<Reading> = { task: asked.task, body: await readTask(asked.body) }
  postMessage(answered)
}
