/** The type of what is dragged when it is a row of our own list, which nothing else takes. */
export const ROW_TYPE = 'application/x-kode-row'
