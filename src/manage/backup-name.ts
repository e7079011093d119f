/** The file's name tells the day (UTC), so that several lie in order. `now` in Unix milliseconds. */
export const backupName = (now: number): string => `kode-${new Date(now).toISOString().slice(0, 10)}.age`
